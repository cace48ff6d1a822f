-- A thread is a tree: a message follows a run, a run answers a message. A second message after the same run, or a second
-- run of the same message, is a branch. What was superseded is the older branch now.
ALTER TABLE "messages" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "runs" NO FORCE ROW LEVEL SECURITY;

ALTER TABLE "messages"
  ADD COLUMN "parent_run_id" UUID,
  ADD COLUMN "taken_by_run_id" UUID,
  ADD COLUMN "taken_at_step" INTEGER,
  ADD COLUMN "attachments" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "runs"
  ADD COLUMN "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "steers_run_id" UUID;
ALTER TABLE "steps" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'answer';
ALTER TABLE "tool_calls" ADD COLUMN "stop_requested_at" TIMESTAMPTZ(3);

UPDATE "runs" SET "created_at" = "queued_at";
UPDATE "messages" m SET "parent_run_id" = (
  SELECT r.id FROM runs r WHERE r.message_id = o.before_id ORDER BY r.superseded_at IS NULL DESC, r.queued_at DESC, r.id DESC LIMIT 1
)
FROM (SELECT id, lag(id) OVER (PARTITION BY thread_id ORDER BY created_at, id) AS before_id FROM messages) o
WHERE o.id = m.id AND o.before_id IS NOT NULL;

ALTER TABLE "runs" DROP COLUMN "superseded_at", DROP COLUMN "retry_of_id";

-- Not cascading: a message that is withdrawn gives its followers to the run before it, and one that was forgotten fails.
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspace_id_parent_run_id_fkey" FOREIGN KEY ("workspace_id", "parent_run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspace_id_taken_by_run_id_fkey" FOREIGN KEY ("workspace_id", "taken_by_run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "runs" ADD CONSTRAINT "runs_workspace_id_steers_run_id_fkey" FOREIGN KEY ("workspace_id", "steers_run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

DROP INDEX "messages_thread_id_id_idx";
DROP INDEX "runs_thread_id_id_idx";
CREATE INDEX "messages_thread_id_parent_run_id_idx" ON "messages"("thread_id", "parent_run_id");
CREATE INDEX "runs_thread_id_created_at_id_idx" ON "runs"("thread_id", "created_at", "id");
CREATE INDEX "runs_message_id_idx" ON "runs"("message_id");

-- Went with the column.
CREATE INDEX "runs_failed" ON "runs" ("workspace_id", "finished_at" DESC) WHERE "status" = 'failed';
CREATE INDEX "messages_taken" ON "messages" ("taken_by_run_id") WHERE "taken_by_run_id" IS NOT NULL;
CREATE INDEX "runs_steering" ON "runs" ("steers_run_id") WHERE "steers_run_id" IS NOT NULL;
CREATE INDEX "steps_summaries" ON "steps" ("run_id") WHERE "kind" = 'summary';
CREATE INDEX "tool_calls_to_stop" ON "tool_calls" ("run_id") WHERE "stop_requested_at" IS NOT NULL AND "result" IS NULL;

ALTER TABLE "messages" FORCE ROW LEVEL SECURITY;
ALTER TABLE "runs" FORCE ROW LEVEL SECURITY;

-- The words of a message that is changed while it waits, and of one that is taken back, are found no more.
CREATE FUNCTION index_changed_message() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM thread_texts WHERE thread_id = OLD.thread_id AND source_id = OLD.id;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO thread_texts (thread_id, source_id, tenant_id, workspace_id, private_to, kind, words, created_at)
    VALUES (NEW.thread_id, NEW.id, NEW.tenant_id, NEW.workspace_id, NEW.private_to, 'message', thread_words(NEW.text, 'C'), NEW.created_at);
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION index_changed_message() FROM PUBLIC;
CREATE TRIGGER index_changed_message AFTER UPDATE OF text ON messages FOR EACH ROW WHEN (OLD.text <> NEW.text) EXECUTE FUNCTION index_changed_message();
CREATE TRIGGER index_withdrawn_message AFTER DELETE ON messages FOR EACH ROW EXECUTE FUNCTION index_changed_message();
