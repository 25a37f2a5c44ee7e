/** Hashing of passwords with bcrypt. */
@org.jspecify.annotations.NullMarked
package com.pantahub.registry.bcrypt;
