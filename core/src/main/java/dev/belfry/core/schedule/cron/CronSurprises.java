package dev.belfry.core.schedule.cron;

import java.util.ArrayList;
import java.util.List;

/** Finds what an expression says that its author may not have meant. */
final class CronSurprises {

    private CronSurprises() {}

    static List<CronRemark> in(CronFields fields) {
        List<CronRemark> remarks = new ArrayList<>();
        if (fields.isRestricted(CronField.DAY_OF_MONTH) && fields.isRestricted(CronField.DAY_OF_WEEK)) {
            remarks.add(new CronRemark(
                    "day_fields_or",
                    "day of month and day of week are both restricted: a day matches when either of them does,"
                            + " not only when both do"));
        }
        for (CronField field : CronField.values()) {
            fields.parts(field).stream()
                    .filter(CronPart::isUneven)
                    .forEach(part -> remarks.add(new CronRemark("uneven_step", unevenStep(part))));
        }
        return remarks;
    }

    private static String unevenStep(CronPart part) {
        int last = part.values().max().orElse(part.to());
        return "the step " + part.step() + " in " + part.field().place() + " is uneven: counting starts again at "
                + part.from() + " after " + last + ", so that the last gap is shorter";
    }
}
