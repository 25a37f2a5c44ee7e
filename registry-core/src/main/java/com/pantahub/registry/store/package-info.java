/** Where devices, accounts and join tokens are kept. */
@org.jspecify.annotations.NullMarked
package com.pantahub.registry.store;
