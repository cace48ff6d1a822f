-- Threads as a list that people keep in order: archive, delete with a way back, pins, shares, full-text search; and
-- notifications of what became of one's runs.

-- AlterTable
ALTER TABLE "threads" ADD COLUMN "archived_at" TIMESTAMPTZ(3), ADD COLUMN "deleted_at" TIMESTAMPTZ(3);

-- CreateEnum
CREATE TYPE "ThreadTextKind" AS ENUM ('title', 'message', 'answer');

-- CreateEnum
CREATE TYPE "NotificationKind" AS ENUM ('finished', 'failed', 'waiting');

-- CreateTable
CREATE TABLE "thread_texts" (
    "thread_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "private_to" UUID,
    "kind" "ThreadTextKind" NOT NULL,
    "words" tsvector NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_texts_pkey" PRIMARY KEY ("thread_id","source_id")
);

-- CreateTable
CREATE TABLE "thread_pins" (
    "thread_id" UUID NOT NULL,
    "principal_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pins_pkey" PRIMARY KEY ("thread_id","principal_id")
);

-- CreateTable
CREATE TABLE "thread_shares" (
    "thread_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "private_to" UUID,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_shares_pkey" PRIMARY KEY ("thread_id","user_id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    "thread_title" TEXT NOT NULL,
    "agent_name" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_settings" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "finished" BOOLEAN NOT NULL DEFAULT true,
    "failed" BOOLEAN NOT NULL DEFAULT true,
    "waiting" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "notification_settings_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateIndex
CREATE INDEX "thread_pins_workspace_id_principal_id_idx" ON "thread_pins"("workspace_id", "principal_id");

-- CreateIndex
CREATE INDEX "thread_shares_tenant_id_user_id_idx" ON "thread_shares"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_run_id_attempt_key" ON "notifications"("run_id", "attempt");

-- CreateIndex
CREATE INDEX "notifications_tenant_id_user_id_created_at_id_idx" ON "notifications"("tenant_id", "user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notifications_thread_id_idx" ON "notifications"("thread_id");

-- CreateIndex
CREATE INDEX "usage_events_workspace_id_created_at_idx" ON "usage_events"("workspace_id", "created_at");

-- AddForeignKey
ALTER TABLE "thread_texts" ADD CONSTRAINT "thread_texts_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_pins" ADD CONSTRAINT "thread_pins_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_shares" ADD CONSTRAINT "thread_shares_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_shares" ADD CONSTRAINT "thread_shares_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "memberships"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "memberships"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_settings" ADD CONSTRAINT "notification_settings_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "memberships"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

-- Few rows, and looked at by every home page.
CREATE INDEX "runs_failed" ON "runs" ("workspace_id", "finished_at" DESC) WHERE "status" = 'failed' AND "superseded_at" IS NULL;
CREATE INDEX "notifications_unread" ON "notifications" ("tenant_id", "user_id") WHERE "read_at" IS NULL;
CREATE INDEX "threads_deleted" ON "threads" ("deleted_at") WHERE "deleted_at" IS NOT NULL;

-- A thread's rows may be private to one principal.
DO $$
DECLARE t text;
BEGIN
  CREATE POLICY scope ON thread_texts USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace())
    AND (private_to IS NULL OR private_to = (SELECT app_principal())));
  CREATE POLICY scope ON thread_pins USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace())
    AND principal_id = (SELECT app_principal()));
  -- Who sees the thread sees whom it is shared with; in a scope of the tenant, one sees what was shared with oneself.
  CREATE POLICY scope ON thread_shares USING (tenant_id = (SELECT app_tenant())
    AND ((workspace_id = (SELECT app_workspace()) AND (private_to IS NULL OR private_to = (SELECT app_principal())))
      OR ((SELECT app_workspace()) IS NULL AND user_id = (SELECT app_principal()))));
  CREATE POLICY scope ON notifications USING (tenant_id = (SELECT app_tenant()) AND user_id = (SELECT app_principal())
    AND ((SELECT app_workspace()) IS NULL OR workspace_id = (SELECT app_workspace())));
  CREATE POLICY scope ON notification_settings USING (tenant_id = (SELECT app_tenant()) AND user_id = (SELECT app_principal()));
  FOREACH t IN ARRAY ARRAY['thread_texts', 'thread_pins', 'thread_shares', 'notifications', 'notification_settings'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO crewhouse_app, crewhouse_platform', t);
  END LOOP;
END $$;

-- Search. Words as they are written, in any language, without case and accents: `München` is found by `munchen` too.
-- (The spelling `muenchen` is the query's business: lib/threads/search-query.ts.)
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE TEXT SEARCH CONFIGURATION thread_search (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION thread_search ALTER MAPPING FOR word, numword WITH unaccent, simple;

-- Punctuation parts words, so that `index` finds `src/index.ts`; the parser alone would keep that in one piece, and in a
-- database with the locale C it takes whatever is not ASCII, such as a dash, for a letter. What lies
-- behind 100,000 characters is not found: a tsvector has a limit, and a message must never be refused for it.
CREATE FUNCTION thread_words(p_text text, p_weight "char") RETURNS tsvector
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT setweight(to_tsvector('public.thread_search', translate(left(p_text, 100000), '-_./\:;,@#''"`~|=+*&%$!?()[]{}<>^„“”‚‘’«»‹›–—…·•→←×€£§°¿¡©®™✓│─ 　、。，：；！？（）「」', repeat(' ', 128))), p_weight)
$$;

-- The index is written by triggers, with whatever stores a message, a step or a title: it can neither be forgotten nor
-- fall behind. An entry costs a row, and its words wait in the GIN index's pending list.
CREATE FUNCTION index_title() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO thread_texts AS x (thread_id, source_id, tenant_id, workspace_id, private_to, kind, words, created_at)
  VALUES (NEW.id, NEW.id, NEW.tenant_id, NEW.workspace_id, NEW.private_to, 'title', thread_words(NEW.title, 'A'), NEW.updated_at)
  ON CONFLICT (thread_id, source_id) DO UPDATE SET words = excluded.words, created_at = excluded.created_at;
  RETURN NULL;
END $$;

CREATE FUNCTION index_message() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO thread_texts (thread_id, source_id, tenant_id, workspace_id, private_to, kind, words, created_at)
  VALUES (NEW.thread_id, NEW.id, NEW.tenant_id, NEW.workspace_id, NEW.private_to, 'message', thread_words(NEW.text, 'C'), NEW.created_at);
  RETURN NULL;
END $$;

CREATE FUNCTION step_text(p_parts jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT string_agg(part ->> 'text', E'\n' ORDER BY place) FROM jsonb_array_elements(p_parts) WITH ORDINALITY AS parts (part, place)
  WHERE part ->> 'type' = 'text'
$$;

CREATE FUNCTION index_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_text text := step_text(NEW.parts);
BEGIN
  IF v_text <> '' THEN
    INSERT INTO thread_texts (thread_id, source_id, tenant_id, workspace_id, private_to, kind, words, created_at)
    SELECT r.thread_id, NEW.id, NEW.tenant_id, NEW.workspace_id, NEW.private_to, 'answer', thread_words(v_text, 'C'), NEW.finished_at
    FROM runs r WHERE r.id = NEW.run_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER index_new_title AFTER INSERT ON threads FOR EACH ROW WHEN (NEW.title <> '') EXECUTE FUNCTION index_title();
CREATE TRIGGER index_title AFTER UPDATE OF title ON threads FOR EACH ROW WHEN (OLD.title <> NEW.title) EXECUTE FUNCTION index_title();
CREATE TRIGGER index_message AFTER INSERT ON messages FOR EACH ROW EXECUTE FUNCTION index_message();
CREATE TRIGGER index_step AFTER INSERT ON steps FOR EACH ROW EXECUTE FUNCTION index_step();

-- What is there already.
ALTER TABLE threads NO FORCE ROW LEVEL SECURITY;
ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE runs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE steps NO FORCE ROW LEVEL SECURITY;
ALTER TABLE thread_texts NO FORCE ROW LEVEL SECURITY;
INSERT INTO thread_texts (thread_id, source_id, tenant_id, workspace_id, private_to, kind, words, created_at)
  SELECT id, id, tenant_id, workspace_id, private_to, 'title'::"ThreadTextKind", thread_words(title, 'A'), updated_at FROM threads WHERE title <> ''
  UNION ALL
  SELECT thread_id, id, tenant_id, workspace_id, private_to, 'message', thread_words(text, 'C'), created_at FROM messages
  UNION ALL
  SELECT r.thread_id, s.id, s.tenant_id, s.workspace_id, s.private_to, 'answer', thread_words(step_text(s.parts), 'C'), s.finished_at
  FROM steps s JOIN runs r ON r.id = s.run_id WHERE step_text(s.parts) <> '';
ALTER TABLE threads FORCE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
ALTER TABLE runs FORCE ROW LEVEL SECURITY;
ALTER TABLE steps FORCE ROW LEVEL SECURITY;
ALTER TABLE thread_texts FORCE ROW LEVEL SECURITY;

-- The workspace is part of the index: a word that every tenant uses costs each of them its own rows alone. A short pending
-- list bounds what one unlucky insert has to tidy up.
CREATE INDEX "thread_texts_words" ON "thread_texts" USING gin ("workspace_id", "words") WITH (fastupdate = on, gin_pending_list_limit = 1024);

-- `@@` is not leakproof: under row-level security its index goes unused. So the search runs as a role that is not bound,
-- and filters on the scope itself. Of what matches, the latest thousand texts are ranked: by how well and where (a title
-- weighs most), and by how recent; each thread comes once, with its best text.
CREATE FUNCTION search_threads(p_query tsquery, p_archived boolean, p_agent uuid, p_limit integer)
RETURNS TABLE (thread_id uuid, source_id uuid, kind "ThreadTextKind", rank real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  WITH latest AS (
    SELECT x.thread_id, x.source_id, x.kind, x.words, x.created_at FROM thread_texts x
    WHERE x.workspace_id = app_workspace() AND x.tenant_id = app_tenant()
      AND (x.private_to IS NULL OR x.private_to = app_principal())
      AND x.words @@ p_query
    ORDER BY x.created_at DESC LIMIT 1000
  ), best AS (
    SELECT DISTINCT ON (l.thread_id) l.thread_id, l.source_id, l.kind,
      (ts_rank(l.words, p_query) / (1 + extract(epoch FROM now() - l.created_at) / 5184000))::real AS rank
    FROM latest l ORDER BY l.thread_id, rank DESC
  )
  -- Looked up one by one (OFFSET 0 keeps it so): the planner knows neither how much a query finds nor what is filtered.
  SELECT b.thread_id, b.source_id, b.kind, b.rank FROM best b
  CROSS JOIN LATERAL (SELECT t.deleted_at, t.archived_at, t.agent_id FROM threads t WHERE t.id = b.thread_id OFFSET 0) t
  WHERE t.deleted_at IS NULL AND (t.archived_at IS NOT NULL) = p_archived AND (p_agent IS NULL OR t.agent_id = p_agent)
  ORDER BY b.rank DESC, b.thread_id DESC LIMIT p_limit
$$;

-- A share lets one person of the tenant read one thread, wherever it is, and nothing around it: these two functions are
-- that right. Row-level security keeps the shares themselves.
CREATE FUNCTION list_shared_threads()
RETURNS TABLE (thread_id uuid, title text, workspace_id uuid, workspace_name text, agent_name text, agent_color text,
  shared_by text, shared_at timestamptz, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.title, w.id, w.name, a.name, a.color, coalesce(u.name, k.name, ''), s.created_at, t.updated_at
  FROM thread_shares s
  JOIN threads t ON t.id = s.thread_id
  JOIN workspaces w ON w.id = t.workspace_id
  JOIN agents a ON a.id = t.agent_id
  LEFT JOIN users u ON u.id = s.created_by_id
  LEFT JOIN api_keys k ON k.id = s.created_by_id
  WHERE s.tenant_id = app_tenant() AND s.user_id = app_principal() AND t.deleted_at IS NULL
$$;

CREATE FUNCTION read_shared_thread(p_thread uuid)
RETURNS TABLE (messages jsonb, runs jsonb, steps jsonb, "toolCalls" jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT
    coalesce((SELECT jsonb_agg(to_jsonb(m) ORDER BY m.created_at, m.id) FROM messages m WHERE m.thread_id = t.id), '[]'),
    coalesce((SELECT jsonb_agg(to_jsonb(r) ORDER BY m.created_at, m.id, r.queued_at, r.id)
      FROM runs r JOIN messages m ON m.id = r.message_id WHERE r.thread_id = t.id), '[]'),
    coalesce((SELECT jsonb_agg(to_jsonb(s) ORDER BY s.index) FROM steps s JOIN runs r ON r.id = s.run_id WHERE r.thread_id = t.id), '[]'),
    coalesce((SELECT jsonb_agg(to_jsonb(c) ORDER BY c.index) FROM tool_calls c JOIN runs r ON r.id = c.run_id WHERE r.thread_id = t.id), '[]')
  FROM threads t
  WHERE t.id = p_thread AND t.deleted_at IS NULL AND EXISTS (SELECT 1 FROM thread_shares s
    WHERE s.thread_id = t.id AND s.tenant_id = app_tenant() AND s.user_id = app_principal())
$$;

-- As before; besides, a person reads what was shared with them by name, and the topic of their own notifications.
CREATE OR REPLACE FUNCTION visible_topics(p_claims jsonb) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (claims.place - 1)::integer
  FROM ROWS FROM (jsonb_to_recordset(p_claims) AS (login uuid, "key" text, kind text, id uuid))
    WITH ORDINALITY AS claims (login, "key", kind, id, place)
  LEFT JOIN threads t ON claims.kind = 'thread' AND t.id = claims.id AND t.deleted_at IS NULL
  CROSS JOIN LATERAL resolve_scope(claims.login, decode(claims."key", 'hex'), NULL,
    CASE claims.kind WHEN 'workspace' THEN claims.id WHEN 'thread' THEN t.workspace_id END) scope
  WHERE scope.workspace_id IS NOT NULL
    AND (claims.kind = 'workspace'
      OR (t.tenant_id = scope.tenant_id AND (t.private_to IS NULL OR t.private_to = scope.principal_id)))
  UNION
  SELECT (claims.place - 1)::integer
  FROM ROWS FROM (jsonb_to_recordset(p_claims) AS (login uuid, "key" text, kind text, id uuid))
    WITH ORDINALITY AS claims (login, "key", kind, id, place)
  JOIN logins l ON l.id = claims.login AND l.revoked_at IS NULL AND l.expires_at > now()
  WHERE (claims.kind = 'user' AND claims.id = l.user_id)
    OR (claims.kind = 'thread' AND EXISTS (
      SELECT 1 FROM thread_shares s JOIN threads t ON t.id = s.thread_id AND t.deleted_at IS NULL
      WHERE s.thread_id = claims.id AND s.user_id = l.user_id))
$$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION search_threads(tsquery, boolean, uuid, integer) OWNER TO crewhouse_platform;
ALTER FUNCTION list_shared_threads() OWNER TO crewhouse_platform;
ALTER FUNCTION read_shared_thread(uuid) OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION search_threads(tsquery, boolean, uuid, integer), list_shared_threads(), read_shared_thread(uuid),
  thread_words(text, "char"), step_text(jsonb), index_title(), index_message(), index_step() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_threads(tsquery, boolean, uuid, integer), list_shared_threads(), read_shared_thread(uuid)
  TO crewhouse_app, crewhouse_platform;
GRANT EXECUTE ON FUNCTION thread_words(text, "char"), step_text(jsonb) TO crewhouse_app, crewhouse_platform;
