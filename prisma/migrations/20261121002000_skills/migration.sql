-- Skills: folders of instructions and scripts that agents read when they need them. One without an agent is there for all
-- agents of its workspace, one without a workspace for all agents of the organisation. Each save is a version; the active
-- one is what agents are given.

-- CreateTable
CREATE TABLE "skills" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "agent_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "active_version" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "skills_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_versions" (
    "skill_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "approved_by_name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "skill_versions_pkey" PRIMARY KEY ("skill_id","number")
);

-- CreateIndex
CREATE INDEX "skills_tenant_id_created_at_id_idx" ON "skills"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "skills_tenant_id_id_key" ON "skills"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "skills_workspace_id_id_key" ON "skills"("workspace_id", "id");

-- AddForeignKey
ALTER TABLE "skills" ADD CONSTRAINT "skills_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skills" ADD CONSTRAINT "skills_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skills" ADD CONSTRAINT "skills_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_versions" ADD CONSTRAINT "skill_versions_tenant_id_skill_id_fkey" FOREIGN KEY ("tenant_id", "skill_id") REFERENCES "skills"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One name once among those of an agent, of a workspace, and of an organisation.
CREATE UNIQUE INDEX "skills_agent_name" ON "skills"("agent_id", lower("name")) WHERE agent_id IS NOT NULL;
CREATE UNIQUE INDEX "skills_workspace_name" ON "skills"("workspace_id", lower("name")) WHERE agent_id IS NULL AND workspace_id IS NOT NULL;
CREATE UNIQUE INDEX "skills_tenant_name" ON "skills"("tenant_id", lower("name")) WHERE workspace_id IS NULL;
ALTER TABLE "skills" ADD CONSTRAINT "skills_agent_in_workspace" CHECK ("agent_id" IS NULL OR "workspace_id" IS NOT NULL);
-- A version is of its skill's workspace: the key above does not look at it where there is none.
ALTER TABLE "skill_versions" ADD CONSTRAINT "skill_versions_workspace_id_skill_id_fkey" FOREIGN KEY ("workspace_id", "skill_id") REFERENCES "skills"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A workspace's scope reads the organisation's skills too, for its agents are given them; it writes its own alone.
DO $$
DECLARE t text; change text;
BEGIN
  FOREACH t IN ARRAY ARRAY['skills', 'skill_versions'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant())
        AND (workspace_id IS NULL OR workspace_id = (SELECT app_workspace())))
      WITH CHECK (tenant_id = (SELECT app_tenant()) AND workspace_id IS NOT DISTINCT FROM (SELECT app_workspace()))', t);
    FOREACH change IN ARRAY ARRAY['UPDATE', 'DELETE'] LOOP
      EXECUTE format('CREATE POLICY %I ON %I AS RESTRICTIVE FOR %s USING (tenant_id = (SELECT app_tenant())
        AND workspace_id IS NOT DISTINCT FROM (SELECT app_workspace()))', 'own_' || lower(change), t, change);
    END LOOP;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON skills, skill_versions TO crewhouse_app, crewhouse_platform;
