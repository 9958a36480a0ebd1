package dev.belfry.api.crontab;

import dev.belfry.api.job.JobView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a crontab.
 *
 * @param imported how many jobs were made
 * @param jobs they, in the order of their lines
 * @param errors one for each line that became no job
 */
@Schema(name = "CrontabImport")
public record ImportView(int imported, List<JobView> jobs, List<LineError> errors) {

    /**
     * A line that became no job.
     *
     * @param line its number, from 1
     * @param text the line, shortened
     * @param message what is wrong with it
     */
    @Schema(name = "CrontabLineError")
    public record LineError(int line, String text, String message) {

        private static final int SHOWN = 200;

        static LineError of(CrontabLine line, String message) {
            return new LineError(line.number(), JobName.cut(line.text(), SHOWN), message);
        }
    }
}
