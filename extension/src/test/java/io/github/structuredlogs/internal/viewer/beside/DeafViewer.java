package io.github.structuredlogs.internal.viewer.beside;

import java.util.concurrent.CountDownLatch;

/** A viewer that never reads what it is told. */
final class DeafViewer {
    private DeafViewer() {}

    public static void main(String... none) throws InterruptedException {
        System.out.println(ViewerProcess.READY + "http://nowhere/");
        new CountDownLatch(1).await();
    }
}
