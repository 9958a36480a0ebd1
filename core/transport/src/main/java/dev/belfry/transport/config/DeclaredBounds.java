package dev.belfry.transport.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds our own settings to the bounds they declare; those of libraries are theirs to check. */
public final class DeclaredBounds implements ConfigValidator {

    private static final String OURS = "dev.belfry.";

    /**
     * Looks at every whole number of one group of settings.
     *
     * @throws ConfigValidationException with all that is wrong in the group
     */
    @Override
    public void validateMapping(Class<?> group, String prefix, Object settings) {
        if (!group.getName().startsWith(OURS)) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        Method[] getters = group.getMethods();
        Arrays.sort(getters, Comparator.comparing(Method::getName));
        for (Method getter : getters) {
            Range range = Range.of(getter);
            if (range != null && read(getter, settings) instanceof Number value && !range.holds(value.longValue())) {
                problems.add(new Problem(prefix + "." + StringUtil.skewer(getter.getName()) + " must be " + range
                        + ", but is " + value));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigValidationException(problems.toArray(Problem[]::new));
        }
    }

    private static Object read(Method getter, Object settings) {
        try {
            getter.setAccessible(true);
            return getter.invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a setting that cannot be read: " + getter, e);
        }
    }

    private record Range(long min, long max) {

        /** The one that a getter declares. */
        static @Nullable Range of(Method getter) {
            Bounds bounds = getter.getAnnotation(Bounds.class);
            return bounds == null ? null : new Range(bounds.min(), bounds.max());
        }

        boolean holds(long value) {
            return value >= min && value <= max;
        }

        @Override
        public String toString() {
            return max == Long.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
        }
    }
}
