/** Where a change goes once it has passed: the port {@link dev.pimainteno.delivery.Delivery}. */
@NullMarked
package dev.pimainteno.delivery;

import org.jspecify.annotations.NullMarked;
