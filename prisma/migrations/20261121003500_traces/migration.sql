-- Why a run did what it did: the prompt of each step as it was sent, the calls of models that failed, and which rule let a
-- tool be called.

-- AlterTable
ALTER TABLE "runs" ADD COLUMN "forked_from_run_id" UUID;
ALTER TABLE "runs" ADD COLUMN "forked_at_step" INTEGER;

-- AlterTable
ALTER TABLE "tool_calls" ADD COLUMN "decision" JSONB;

-- CreateTable
CREATE TABLE "prompt_texts" (
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "prompt_texts_pkey" PRIMARY KEY ("workspace_id", "hash")
);

-- CreateTable
CREATE TABLE "prompt_messages" (
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "private_to" UUID,
    "hash" BYTEA NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "prompt_messages_pkey" PRIMARY KEY ("thread_id", "hash")
);

-- CreateTable
CREATE TABLE "step_prompts" (
    "step_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "private_to" UUID,
    "system_hashes" BYTEA NOT NULL,
    "tools_hash" BYTEA NOT NULL,
    "after_step" INTEGER,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "message_hashes" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "parameters" JSONB NOT NULL,
    "first_token_at" TIMESTAMPTZ(3),

    CONSTRAINT "step_prompts_pkey" PRIMARY KEY ("step_id")
);

-- CreateTable
CREATE TABLE "model_failures" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "private_to" UUID,
    "step_index" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "delay_ms" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_failures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "model_failures_run_id_idx" ON "model_failures"("run_id");

-- AddForeignKey
ALTER TABLE "prompt_texts" ADD CONSTRAINT "prompt_texts_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt_messages" ADD CONSTRAINT "prompt_messages_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_prompts" ADD CONSTRAINT "step_prompts_workspace_id_step_id_fkey" FOREIGN KEY ("workspace_id", "step_id") REFERENCES "steps"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_failures" ADD CONSTRAINT "model_failures_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The address of a text is what it says.
ALTER TABLE "prompt_texts" ADD CONSTRAINT "prompt_texts_hash" CHECK (octet_length("hash") = 32);
ALTER TABLE "prompt_messages" ADD CONSTRAINT "prompt_messages_hash" CHECK (octet_length("hash") = 32);

CREATE POLICY scope ON "prompt_texts" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()));
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['prompt_messages', 'step_prompts', 'model_failures'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace())
      AND (private_to IS NULL OR private_to = (SELECT app_principal())))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['prompt_texts', 'prompt_messages', 'step_prompts', 'model_failures'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

-- What was sent is never changed. A thread's opening changes who may read it.
GRANT SELECT, INSERT ON "prompt_texts", "prompt_messages", "step_prompts", "model_failures" TO crewhouse_app;
GRANT UPDATE (private_to) ON "prompt_messages", "step_prompts", "model_failures" TO crewhouse_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "prompt_texts", "prompt_messages", "step_prompts", "model_failures" TO crewhouse_platform;
