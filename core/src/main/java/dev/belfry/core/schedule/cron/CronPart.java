package dev.belfry.core.schedule.cron;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import java.util.List;
import java.util.stream.IntStream;

/** One item of a field's list: every {@code step}-th value from {@code from} to {@code to}, both inclusive. */
record CronPart(CronField field, int from, int to, int step) {

    static List<CronPart> of(CronField field, FieldExpression parsed) {
        List<FieldExpression> items = parsed instanceof And list ? list.getExpressions() : List.of(parsed);
        return items.stream().map(item -> one(field, item)).toList();
    }

    private static CronPart one(CronField field, FieldExpression item) {
        if (item instanceof Every every) {
            CronPart base = one(field, every.getExpression());
            return new CronPart(field, base.from, base.to, every.getPeriod().getValue());
        }
        if (item instanceof Between range) {
            return new CronPart(field, number(range.getFrom()), number(range.getTo()), 1);
        }
        if (item instanceof On value) {
            int at = value.getTime().getValue();
            return new CronPart(field, at, at, 1);
        }
        if (item instanceof Always) {
            return new CronPart(field, field.min(), field.min() + field.span() - 1, 1);
        }
        throw new IllegalStateException("the pattern let through what the grammar does not know: " + item.asString());
    }

    private static int number(FieldValue<?> value) {
        return (Integer) value.getValue();
    }

    /** The values in ascending order; a Sunday written as 7 stays 7. */
    IntStream values() {
        return IntStream.iterate(from, value -> value <= to, value -> value + step);
    }

    long bits() {
        return values().mapToLong(this::bit).reduce(0, (a, b) -> a | b);
    }

    private long bit(int value) {
        return 1L << (field == CronField.DAY_OF_WEEK ? value % 7 : value);
    }

    boolean coversAll() {
        return from == field.min() && to - from + 1 >= field.span();
    }

    /** A step over the whole field that starts again before it is complete: the last gap is shorter than the others. */
    boolean isUneven() {
        return coversAll() && step > 1 && from + step <= to && field.span() % step != 0;
    }

    boolean isEvenStep() {
        return coversAll() && step > 1 && field.span() % step == 0;
    }
}
