-- Who a person is at another service that signs them in here.

-- CreateTable
CREATE TABLE "external_identities" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "external_identities_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "external_identities_provider_issuer_subject_key" ON "external_identities"("provider", "issuer", "subject");

-- CreateIndex
CREATE INDEX "external_identities_user_id_idx" ON "external_identities"("user_id");

-- AddForeignKey
ALTER TABLE "external_identities" ADD CONSTRAINT "external_identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE POLICY account ON "external_identities" USING (user_id = (SELECT app_account()));
ALTER TABLE "external_identities" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "external_identities" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "external_identities" TO crewhouse_app, crewhouse_platform;

-- Whose identity this is, once its service has vouched for it, and before it is known who signs in here.
CREATE FUNCTION external_identity_owner(p_provider text, p_issuer text, p_subject text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT user_id FROM external_identities WHERE provider = p_provider AND issuer = p_issuer AND subject = p_subject
$$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION external_identity_owner(text, text, text) OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION external_identity_owner(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION external_identity_owner(text, text, text) TO crewhouse_app, crewhouse_platform;
