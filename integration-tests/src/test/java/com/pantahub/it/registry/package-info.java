/** The registry's API against the built server, on each of its databases. */
@org.jspecify.annotations.NullMarked
package com.pantahub.it.registry;
