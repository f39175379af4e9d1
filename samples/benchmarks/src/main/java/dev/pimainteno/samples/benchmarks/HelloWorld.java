package dev.pimainteno.samples.benchmarks;

/** What a Java program costs that does next to nothing. */
public final class HelloWorld {

    private HelloWorld() {}

    public static void main(String[] arguments) {
        System.out.println("Hello, world");
    }
}
