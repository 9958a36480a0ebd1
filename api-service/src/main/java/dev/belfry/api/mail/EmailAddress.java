package dev.belfry.api.mail;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An e-mail address, if there is one. Printable ASCII only: no two spellings of one address, nothing for a header. */
@Email(regexp = "[!-~]+")
@Size(max = 254)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface EmailAddress {
    String message() default "has to be an e-mail address in ASCII of 254 characters at most";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
