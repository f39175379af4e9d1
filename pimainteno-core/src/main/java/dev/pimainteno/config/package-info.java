/** {@code PiMainteno.toml} read into typed records by {@link dev.pimainteno.config.Configuration}. */
@NullMarked
package dev.pimainteno.config;

import org.jspecify.annotations.NullMarked;
