/** Contract tests and fakes for every port, for those who implement or embed them. */
@NullMarked
package dev.pimainteno.testing;

import org.jspecify.annotations.NullMarked;
