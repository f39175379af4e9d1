/** Services under systemd: {@link dev.pimainteno.service.ServiceController} and {@link dev.pimainteno.service.ServiceLog}. */
@NullMarked
package dev.pimainteno.systemd;

import org.jspecify.annotations.NullMarked;
