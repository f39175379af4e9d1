package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UnknownKeyProperties {

    @Property
    void theDistanceIsSymmetricAndZeroOnlyBetweenEquals(@ForAll("words") String a, @ForAll("words") String b) {
        assertThat(UnknownKey.distance(a, b)).isEqualTo(UnknownKey.distance(b, a));
        assertThat(UnknownKey.distance(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(UnknownKey.distance(a, b))
                .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }

    @Property
    void oneLetterLessIsStillUnderstood(@ForAll("keysOfProjects") String key, @ForAll int place) {
        int position = Math.floorMod(place, key.length());
        String typo = key.substring(0, position) + key.substring(position + 1);

        assertThat(new UnknownKey(Section.PROJECT, typo).message())
                .isEqualTo("unknown key; did you mean projects[]." + key + "?");
    }

    @Property
    void anyKeyHasAnAnswer(@ForAll String key) {
        assertThat(new UnknownKey(Section.LLM, key).message()).startsWith("unknown key; ");
    }

    @Example
    void swappedNeighboursCountOnce() {
        assertThat(UnknownKey.distance("modle", "model")).isEqualTo(1);
        assertThat(UnknownKey.distance("", "abc")).isEqualTo(3);
        assertThat(UnknownKey.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("abc").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> keysOfProjects() {
        // The others are too short or too alike for one letter to be missed.
        return Arbitraries.of(
                "branch", "remote", "tasks", "deploy", "delivery", "service", "protected", "held", "follow_up");
    }
}
