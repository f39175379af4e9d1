/** What a run needs of its machine, looked at piece by piece: {@link dev.pimainteno.cli.doctor.Doctor} makes the checks. */
@NullMarked
package dev.pimainteno.cli.doctor;

import org.jspecify.annotations.NullMarked;
