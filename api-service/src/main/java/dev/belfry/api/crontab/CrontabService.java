package dev.belfry.api.crontab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.crontab.ImportView.LineError;
import dev.belfry.api.definition.JobDefinition;
import dev.belfry.api.definition.JobReader;
import dev.belfry.api.job.JobService;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.api.outbound.TargetRules;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.core.request.TargetRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes jobs of a crontab. */
@ApplicationScoped
public class CrontabService {

    private static final int MAX_LINES = 1000;

    private final DocumentReader documents;
    private final TargetRules targets;
    private final JobReader reader;
    private final JobService jobs;
    private final Clock clock;

    CrontabService(DocumentReader documents, TargetRules targets, JobReader reader, JobService jobs, Clock clock) {
        this.documents = documents;
        this.targets = targets;
        this.reader = reader;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Makes a job of each good line, all in one transaction, and tells what is wrong with the others. */
    public Uni<ImportView> read(WorkspaceId workspace, ObjectNode document) {
        ImportInput input = input(document);
        List<CrontabLine> lines = lines(Objects.requireNonNull(input.crontab()));
        TargetReader targetReader = new TargetReader(input.defaultUrl());
        Instant now = clock.instant();
        List<JobDefinition> definitions = new ArrayList<>();
        List<LineError> errors = new ArrayList<>();
        for (CrontabLine line : lines) {
            try {
                definitions.add(definition(line, targetReader, now));
            } catch (CrontabException e) {
                errors.add(LineError.of(line, e.getMessage()));
            } catch (Problem e) {
                errors.add(LineError.of(line, messages(e)));
            }
        }
        if (definitions.isEmpty()) {
            return Uni.createFrom().item(new ImportView(0, List.of(), errors));
        }
        return jobs.createAll(workspace, definitions).map(made -> new ImportView(made.size(), made, errors));
    }

    private ImportInput input(ObjectNode document) {
        Violations violations = new Violations();
        ImportInput input = documents.read(document, ImportInput.class, violations);
        targets.checkTemplate("default_url", input.defaultUrl(), violations);
        violations.throwIfAny();
        return input;
    }

    private static List<CrontabLine> lines(String crontab) {
        List<CrontabLine> lines = Crontab.lines(crontab);
        if (lines.size() > MAX_LINES) {
            throw Problem.invalid(new Detail(
                    "crontab", "size", "may hold " + MAX_LINES + " jobs at most, not " + lines.size(), null));
        }
        return lines;
    }

    private JobDefinition definition(CrontabLine line, TargetReader targetReader, Instant now) throws CrontabException {
        CrontabLine.Parts parts = line.parts();
        Target target = targetReader.target(parts.command());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("name", target.name()).put("kind", "cron");
        document.putObject("schedule").put("cron", parts.cron()).put("timezone", line.timezone());
        document.putObject("request")
                .put("url", target.url())
                .put("method", "GET")
                .put("follow_redirects", target.followsRedirects() ? TargetRequest.MAX_REDIRECTS : 0);
        return reader.read(document, now, null);
    }

    /** The line is the field, so the fields' names would say nothing. */
    private static String messages(Problem problem) {
        return problem.details().stream().map(Detail::message).collect(Collectors.joining("; "));
    }
}
