package dev.belfry.api.mcp.tool;

import dev.belfry.api.auth.Scope;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.secret.SecretService;
import jakarta.inject.Singleton;
import java.util.List;

/** Secrets: their names. Nobody reads their values. */
@Singleton
class SecretTools implements Toolbox {

    private final SecretService secrets;

    SecretTools(SecretService secrets) {
        this.secrets = secrets;
    }

    @Override
    public Group group() {
        return Group.OTHERS;
    }

    @Override
    public List<Tool> tools() {
        return List.of(list(), create(), delete());
    }

    private Tool list() {
        return Tool.named("list_secrets", "List secrets")
                .is("secret_list", Scope.SECRETS_READ, Effect.READS)
                .described("""
                        Lists the names of the secrets that jobs may refer to as secret://name. Values are never answered.
                        Changes nothing.
                        """)
                .calling(call -> secrets.list(call.workspace(), call.page()));
    }

    private Tool create() {
        return Tool.named("create_secret", "Create a secret")
                .is("secret_create", Scope.SECRETS_WRITE, Effect.ADDS)
                .described("""
                        Stores a value, sealed, under a name that is free. It is never answered again. Only store what the
                        user handed over for this purpose. Next: create_job or update_job with a header such as
                        "Authorization": "Bearer secret://name".
                        """)
                .calling(call -> secrets.create(call.workspace(), call.document()));
    }

    private Tool delete() {
        return Tool.named("delete_secret", "Delete a secret")
                .is("secret_delete", Scope.SECRETS_WRITE, Effect.DESTROYS)
                .described("""
                        Removes a secret for good, named by name or secret_id. Jobs that refer to it send the reference as
                        it stands, or fail, as their missing_secret says. Ask with dry_run first.
                        """)
                .takes(Argument.optionalText("name", "The secret's name; either this or secret_id"))
                .takes(Argument.optionalId("secret_id", "The secret's id; either this or name"))
                .calling(call -> call.removing(
                        "the secret is removed; jobs that refer to it are not changed",
                        () -> secrets.find(call.workspace(), nameOrId(call)),
                        () -> secrets.delete(call.workspace(), nameOrId(call))));
    }

    private static String nameOrId(ToolCall call) {
        String name = call.text("name");
        String id = call.text("secret_id");
        if ((name == null) == (id == null)) {
            throw Problem.invalid(new Detail("name", "one_of", "state either name or secret_id", null));
        }
        return name == null ? call.required("secret_id") : name;
    }
}
