package org.maint.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/**
 * The version in the addresses of our scripts, styles and icons ({@code web.xml}), so that browsers may keep them for a
 * year: it follows from what is in them, and so is the same on every node.
 */
@Named
@ApplicationScoped
public class Assets {
    private static final String LIBRARY = "maint";
    private static final String FOLDER = "/resources/" + LIBRARY + "/";
    private static final int LENGTH = 12;

    private final ServletContext files;
    private volatile @Nullable String version;
    private volatile @Nullable String icons;

    @Inject
    public Assets(ServletContext files) {
        this.files = files;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Assets() {
        this(null);
    }

    public String getVersion() {
        String known = version;
        if (known == null) {
            known = digest();
            version = known;
        }
        return known;
    }

    /** The address of the file with every icon. */
    public String getIcons() {
        String known = icons;
        if (known == null) {
            known = FacesContext.getCurrentInstance()
                    .getApplication()
                    .getResourceHandler()
                    .createResource("icons.svg", LIBRARY)
                    .getRequestPath();
            icons = known;
        }
        return known;
    }

    private String digest() {
        return Canonical.sha256(new TreeSet<>(files.getResourcePaths(FOLDER))
                        .stream().map(this::content).toArray(byte[][]::new))
                .substring(0, LENGTH);
    }

    private byte[] content(String file) {
        try (InputStream content = Objects.requireNonNull(files.getResourceAsStream(file))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
