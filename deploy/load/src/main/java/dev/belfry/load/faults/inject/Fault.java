package dev.belfry.load.faults.inject;

/** One kind of fault. */
interface Fault {

    /** Lets it befall; returns when everything is whole again. */
    Befallen befall(int number, Scene scene) throws Exception;
}
