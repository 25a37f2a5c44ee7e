/**
 * The domain model of a device registry: devices, owners, claims, and the store that keeps them.
 */
@org.jspecify.annotations.NullMarked
package com.pantahub.registry;
