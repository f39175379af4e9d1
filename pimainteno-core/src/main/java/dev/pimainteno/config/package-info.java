/**
 * {@code PiMainteno.toml} read into typed records: {@link dev.pimainteno.config.ConfigurationSource} finds the file,
 * {@link dev.pimainteno.config.Configuration#load} reads it and reports every problem at once.
 */
@NullMarked
package dev.pimainteno.config;

import org.jspecify.annotations.NullMarked;
