-- Rules about tools at each level, and the calls that people are asked about.

-- CreateEnum
CREATE TYPE "ApprovalStatus" AS ENUM ('waiting', 'approved', 'refused', 'expired');

-- CreateTable
CREATE TABLE "tool_policies" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "agent_id" UUID,
    "rules" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "tool_policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approvals" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "private_to" UUID,
    "tool_call_id" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "risk" TEXT NOT NULL,
    "args" JSONB NOT NULL,
    "args_hash" TEXT NOT NULL,
    "asks" JSONB NOT NULL,
    "rule" JSONB,
    "status" "ApprovalStatus" NOT NULL DEFAULT 'waiting',
    "scope" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "answered_by_kind" TEXT,
    "answered_by_id" UUID,
    "answered_by_name" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "approvals_tool_call_id_key" ON "approvals"("tool_call_id");

-- CreateIndex
CREATE INDEX "approvals_workspace_id_created_at_id_idx" ON "approvals"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "approvals_run_id_idx" ON "approvals"("run_id");

-- CreateIndex
CREATE INDEX "approvals_thread_id_idx" ON "approvals"("thread_id");

-- AddForeignKey
ALTER TABLE "tool_policies" ADD CONSTRAINT "tool_policies_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tool_policies" ADD CONSTRAINT "tool_policies_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tool_policies" ADD CONSTRAINT "tool_policies_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

-- One policy for each place, and an agent's is of its workspace.
CREATE UNIQUE INDEX "tool_policies_place" ON "tool_policies" ("tenant_id", "workspace_id", "agent_id") NULLS NOT DISTINCT;
ALTER TABLE "tool_policies" ADD CONSTRAINT "tool_policies_agent_in_workspace" CHECK ("agent_id" IS NULL OR "workspace_id" IS NOT NULL);
-- An answer is whole, or not there.
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_answer" CHECK (("status" IN ('approved', 'refused')) = ("answered_at" IS NOT NULL)
  AND ("status" = 'approved') = ("scope" IS NOT NULL) AND ("scope" IS NULL OR "scope" IN ('once', 'run', 'always')));
CREATE INDEX "approvals_waiting" ON "approvals" ("expires_at") WHERE "status" = 'waiting';

-- A workspace's scope reads the tenant's rules too, for they bind it; it writes its own alone.
CREATE POLICY scope ON "tool_policies" USING (tenant_id = (SELECT app_tenant())
    AND (workspace_id IS NULL OR workspace_id = (SELECT app_workspace())))
  WITH CHECK (tenant_id = (SELECT app_tenant()) AND workspace_id IS NOT DISTINCT FROM (SELECT app_workspace()));
ALTER TABLE "tool_policies" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tool_policies" FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON "approvals" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace())
  AND (private_to IS NULL OR private_to = (SELECT app_principal())));
ALTER TABLE "approvals" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "approvals" FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE, DELETE ON "tool_policies", "approvals" TO crewhouse_platform;
GRANT SELECT, INSERT ON "tool_policies", "approvals" TO crewhouse_app;
GRANT UPDATE (rules, revision, updated_at, updated_by) ON "tool_policies" TO crewhouse_app;
-- What was asked stays as it was asked.
GRANT UPDATE (status, scope, reason, answered_by_kind, answered_by_id, answered_by_name, answered_at) ON "approvals" TO crewhouse_app;

-- Runs that wait for a person, or for their client: few, and looked for by whoever lists what waits.
CREATE INDEX "runs_waiting" ON "runs" ("agent_id") WHERE "status" = 'waiting';
