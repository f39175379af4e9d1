/** Services under control: the port {@link dev.pimainteno.service.ServiceController} and its values, in systemd's words. */
@NullMarked
package dev.pimainteno.service;

import org.jspecify.annotations.NullMarked;
