package org.maint.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Loaded into a running JVM from outside, it takes the heap away: nearly all of it, or all. */
public final class HeapEater {
    /** Leaves three hundredths. */
    static final String FILL = "fill";

    /** Leaves nothing. */
    static final String FINISH = "finish";

    private static final double LEFT = 0.03;
    private static final int BITE = 512 * 1024;
    private static final List<byte[]> EATEN = new ArrayList<>();

    private HeapEater() {}

    /** What the JVM calls. */
    public static void agentmain(String how) {
        Thread thread = new Thread(() -> eat(how.equals(FINISH)), "heap-eater");
        thread.setDaemon(true);
        thread.start();
    }

    private static void eat(boolean all) {
        Runtime runtime = Runtime.getRuntime();
        Runtime.getRuntime().gc();
        while (all || runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() > runtime.maxMemory() * LEFT) {
            EATEN.add(new byte[BITE]);
        }
    }

    /** An archive that a JVM takes as an agent. */
    static Path archive(Path directory) throws IOException {
        Path archive = directory.resolve("heap-eater.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), HeapEater.class.getName());
        String entry = HeapEater.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(archive);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream compiled = HeapEater.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            compiled.transferTo(jar);
            jar.closeEntry();
        }
        return archive;
    }
}
