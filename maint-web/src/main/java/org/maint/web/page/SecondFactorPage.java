package org.maint.web.page;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.secondfactor.SecondFactors;
import org.maint.secondfactor.SecondFactors.Enrolment;
import org.maint.shared.Refusal;

/** One's own second factor: put into an app, confirmed by a first code, with codes for when it is lost. */
@Named
@RequestScoped
public class SecondFactorPage {
    private static final String ISSUER = "maint";

    private final SecondFactors secondFactors;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable Boolean on;
    private @Nullable Enrolment enrolment;
    private List<String> recoveryCodes = List.of();
    private @Nullable String code;

    @Inject
    public SecondFactorPage(SecondFactors secondFactors, Shell shell, Fmt fmt) {
        this.secondFactors = secondFactors;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SecondFactorPage() {
        this(null, null, null);
    }

    public boolean isOn() {
        if (on == null) {
            on = secondFactors.isOn(shell.actor().id());
        }
        return on;
    }

    public boolean isRequired() {
        return secondFactors.requiredFor(shell.actor().roles());
    }

    public Enrolment getEnrolment() {
        if (enrolment == null) {
            enrolment = secondFactors.begin(shell.actor(), ISSUER);
        }
        return enrolment;
    }

    /** In groups of four, as it is typed. */
    public String getSecretInGroups() {
        return getEnrolment().secret().replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** How many modules the picture is wide, with four of quiet around it. */
    public int getSize() {
        return picture().getWidth();
    }

    /** The dark modules of the picture, as the path of an SVG. */
    public String getPath() {
        BitMatrix picture = picture();
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    private BitMatrix picture() {
        try {
            return new QRCodeWriter().encode(getEnrolment().address(), BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException tooLong) {
            throw new IllegalStateException("A login is short enough for any picture", tooLong);
        }
    }

    public void confirm() {
        act(() -> recoveryCodes = secondFactors.confirm(shell.actor(), code));
    }

    public void renew() {
        act(() -> recoveryCodes = secondFactors.renewRecoveryCodes(shell.actor(), code));
    }

    public void turnOff() {
        act(() -> {
            secondFactors.turnOff(shell.actor(), code);
            Told.done(fmt.words("second-factor.is-off"));
        });
    }

    /** That it was done, the recovery codes say, which stand in the middle of the page. */
    private void act(Runnable change) {
        try {
            change.run();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
        on = null;
        code = null;
    }

    /** Shown with this answer and never again. */
    public List<String> getRecoveryCodes() {
        return recoveryCodes;
    }

    /** How many recovery codes there are still, in words. */
    public String getLeft() {
        return fmt.words(
                "second-factor.left",
                secondFactors.recoveryCodesLeft(shell.actor().id()));
    }

    public @Nullable String getCode() {
        return code;
    }

    public void setCode(@Nullable String code) {
        this.code = code;
    }
}
