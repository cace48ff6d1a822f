-- Packages: what one organisation publishes and another installs. A package's name belongs to its publisher; its versions
-- never change. What the catalogue lists is there for every organisation, all else for its publisher alone, and for those
-- who review what was submitted.

-- CreateTable
CREATE TABLE "package_publishers" (
    "tenant_id" UUID NOT NULL,
    "public_key" TEXT NOT NULL,
    "sealed_key" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "package_publishers_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "packages" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "name" TEXT NOT NULL,
    "folded_name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "categories" TEXT[],
    "publisher_name" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "claimed" BOOLEAN NOT NULL DEFAULT false,
    "listed" BOOLEAN NOT NULL DEFAULT false,
    "curated" BOOLEAN NOT NULL DEFAULT false,
    "installs" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "packages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "package_versions" (
    "id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "tenant_id" UUID,
    "number" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "listing" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "files" JSONB NOT NULL,
    "address" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "readme" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "published_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reviewed_by_name" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "review_reason" TEXT NOT NULL DEFAULT '',
    "yanked_at" TIMESTAMPTZ(3),
    "yank_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "package_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "package_installations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "publisher_name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "files" JSONB NOT NULL,
    "hosts" TEXT[],
    "platform_tools" TEXT[],
    "agents" UUID[],
    "crew" UUID[],
    "grants" JSONB NOT NULL,
    "installed_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "package_installations_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "skills" ADD COLUMN "installation_id" UUID;

-- AlterTable
ALTER TABLE "secrets" ADD COLUMN "installation_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "packages_tenant_id_id_key" ON "packages"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "package_versions_package_id_version_key" ON "package_versions"("package_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "package_versions_package_id_number_key" ON "package_versions"("package_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "package_installations_workspace_id_id_key" ON "package_installations"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "package_installations_workspace_id_package_id_key" ON "package_installations"("workspace_id", "package_id");

-- CreateIndex
CREATE INDEX "skills_installation_id_idx" ON "skills"("installation_id");

-- CreateIndex
CREATE INDEX "secrets_installation_id_idx" ON "secrets"("installation_id");

-- AddForeignKey
ALTER TABLE "package_publishers" ADD CONSTRAINT "package_publishers_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "packages" ADD CONSTRAINT "packages_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_versions" ADD CONSTRAINT "package_versions_tenant_id_package_id_fkey" FOREIGN KEY ("tenant_id", "package_id") REFERENCES "packages"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_installations" ADD CONSTRAINT "package_installations_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skills" ADD CONSTRAINT "skills_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "package_installations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "package_installations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

-- A name, and what looks like it, is there once in the catalogue, and once among those of a publisher.
CREATE UNIQUE INDEX "packages_claimed_name" ON "packages" ("folded_name") WHERE "claimed";
CREATE UNIQUE INDEX "packages_own_name" ON "packages" ("tenant_id", "folded_name") NULLS NOT DISTINCT;
ALTER TABLE "packages" ADD CONSTRAINT "packages_listed_is_claimed" CHECK ("claimed" OR NOT "listed");
ALTER TABLE "package_versions" ADD CONSTRAINT "package_versions_listing" CHECK ("listing" IN ('private', 'submitted', 'approved', 'rejected'));
CREATE INDEX "package_versions_submitted" ON "package_versions" ("created_at") WHERE "listing" = 'submitted';

-- Whether the scope's principal reviews what is submitted to the catalogue: an admin of the platform, or a key that one made
-- for a whole organisation, with the scope for it.
CREATE FUNCTION app_reviews_packages() RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM users WHERE id = app_principal() AND is_platform_admin)
    OR EXISTS (SELECT 1 FROM api_keys k JOIN users u ON u.id = k.created_by_id
      WHERE k.id = app_principal() AND k.workspace_id IS NULL AND 'manage' = ANY (k.scopes) AND u.is_platform_admin)
$$;

-- Nobody but a reviewer lists, rejects or marks a package, or changes what the catalogue says of a listed one.
CREATE FUNCTION guard_package() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = 'crewhouse_app' AND NOT app_reviews_packages() AND (
    (TG_OP = 'INSERT' AND (NEW.listed OR NEW.curated OR NEW.installs <> 0))
    OR (TG_OP = 'UPDATE' AND (NEW.listed <> OLD.listed OR NEW.curated <> OLD.curated OR (OLD.listed AND (NEW.title, NEW.description,
      NEW.categories, NEW.publisher_name) IS DISTINCT FROM (OLD.title, OLD.description, OLD.categories, OLD.publisher_name))))
  ) THEN
    RAISE EXCEPTION 'row-level security: the catalogue is changed by its reviewers' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION guard_package_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = 'crewhouse_app' AND NEW.listing IN ('approved', 'rejected') AND (TG_OP = 'INSERT' OR NEW.listing <> OLD.listing)
    AND NOT app_reviews_packages() THEN
    RAISE EXCEPTION 'row-level security: versions are approved and rejected by reviewers' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_package BEFORE INSERT OR UPDATE ON packages FOR EACH ROW EXECUTE FUNCTION guard_package();
CREATE TRIGGER guard_package_version BEFORE INSERT OR UPDATE ON package_versions FOR EACH ROW EXECUTE FUNCTION guard_package_version();

-- Installations are their workspace's own; how many there are of a package is everybody's to know.
CREATE FUNCTION count_installation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE packages SET installs = installs + 1 WHERE id = NEW.package_id;
  ELSE
    UPDATE packages SET installs = greatest(installs - 1, 0) WHERE id = OLD.package_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_installation AFTER INSERT OR DELETE ON package_installations FOR EACH ROW EXECUTE FUNCTION count_installation();

CREATE POLICY scope ON "package_publishers" USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY scope ON "packages" FOR SELECT USING (tenant_id = (SELECT app_tenant())
  OR (listed AND (SELECT app_tenant()) IS NOT NULL) OR (claimed AND (SELECT app_reviews_packages())));
CREATE POLICY publish ON "packages" FOR INSERT WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY change ON "packages" FOR UPDATE USING (tenant_id = (SELECT app_tenant()) OR (claimed AND (SELECT app_reviews_packages())));
CREATE POLICY scope ON "package_versions" FOR SELECT USING (tenant_id = (SELECT app_tenant())
  OR (listing = 'approved' AND (SELECT app_tenant()) IS NOT NULL) OR (listing <> 'private' AND (SELECT app_reviews_packages())));
CREATE POLICY publish ON "package_versions" FOR INSERT WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY change ON "package_versions" FOR UPDATE USING (tenant_id = (SELECT app_tenant())
  OR (listing <> 'private' AND (SELECT app_reviews_packages())));
CREATE POLICY scope ON "package_installations" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['package_publishers', 'packages', 'package_versions', 'package_installations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO crewhouse_platform', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO crewhouse_app', t);
  END LOOP;
END $$;

-- What a version holds never changes, and nothing that was published goes away.
GRANT UPDATE (title, description, categories, publisher_name, claimed, listed, curated, updated_at) ON "packages" TO crewhouse_app;
GRANT UPDATE (listing, reviewed_by_name, reviewed_at, review_reason, yanked_at, yank_reason) ON "package_versions" TO crewhouse_app;
GRANT UPDATE, DELETE ON "package_installations" TO crewhouse_app;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION count_installation() OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION app_reviews_packages(), guard_package(), guard_package_version(), count_installation() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_reviews_packages() TO crewhouse_app, crewhouse_platform;
