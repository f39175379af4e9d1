package dev.pimainteno.delivery;

import dev.pimainteno.git.GitException;

/** What the deliveries over Git share. */
final class Deliveries {

    private Deliveries() {}

    static DeliveryException failure(GitException e) {
        DeliveryException.Reason reason = switch (e.reason()) {
            case UNAVAILABLE -> DeliveryException.Reason.UNAVAILABLE;
            case UNKNOWN -> DeliveryException.Reason.UNKNOWN;
            case NOT_PERMITTED -> DeliveryException.Reason.NOT_PERMITTED;
            case DECLINED -> DeliveryException.Reason.REJECTED;
            case NOT_A_REPOSITORY, UNSUPPORTED, NO_BRANCH, NO_REMOTE, DIVERGED, NOT_SIGNED, FAILED ->
                DeliveryException.Reason.FAILED;
        };
        return new DeliveryException(reason, e.getMessage(), e);
    }
}
