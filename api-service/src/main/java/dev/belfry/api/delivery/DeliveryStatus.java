package dev.belfry.api.delivery;

/** How a delivery stands; in lower case on the wire and in the database. */
enum DeliveryStatus {
    /** It is to be made, at once or after a wait. */
    PENDING,
    DELIVERED,
    /** It was given up. */
    FAILED,
    /** Another message counts it in. */
    FOLDED
}
