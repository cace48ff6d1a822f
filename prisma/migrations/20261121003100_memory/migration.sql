-- Memory: what agents and people noted, found again by meaning and by words, and offered to later runs.

-- Not a trusted extension: where DATABASE_URL is no superuser, whoever runs the server creates it once.
CREATE EXTENSION IF NOT EXISTS vector;

-- CreateTable
CREATE TABLE "memory_settings" (
    "workspace_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "remember_conversations" BOOLEAN NOT NULL DEFAULT false,
    "retention_days" INTEGER,
    "embedder" TEXT NOT NULL,
    "dimension" INTEGER NOT NULL,
    "active_embedder" TEXT NOT NULL,
    "active_dimension" INTEGER NOT NULL,
    "problem" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memory_settings_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "memory_entries" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID,
    "private_to" UUID,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "words" tsvector NOT NULL,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "saved_by_name" TEXT NOT NULL,
    "thread_id" UUID,
    "message_id" UUID,
    "run_id" UUID,
    "file_path" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "forgotten_at" TIMESTAMPTZ(3),

    CONSTRAINT "memory_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memory_vectors" (
    "entry_id" UUID NOT NULL,
    "embedder" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID,
    "private_to" UUID,
    "dimension" INTEGER NOT NULL,
    "embedding" halfvec NOT NULL,

    CONSTRAINT "memory_vectors_pkey" PRIMARY KEY ("entry_id","embedder")
);

-- CreateTable
CREATE TABLE "memory_pending" (
    "entry_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memory_pending_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "memory_due_runs" (
    "run_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,

    CONSTRAINT "memory_due_runs_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "memory_recalls" (
    "run_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "similarity" REAL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memory_recalls_pkey" PRIMARY KEY ("run_id","entry_id")
);

-- CreateTable
CREATE TABLE "memory_derivations" (
    "entry_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,

    CONSTRAINT "memory_derivations_pkey" PRIMARY KEY ("entry_id","source_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "memory_settings_tenant_id_workspace_id_key" ON "memory_settings"("tenant_id", "workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "memory_entries_workspace_id_id_key" ON "memory_entries"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "memory_entries_workspace_id_created_at_id_idx" ON "memory_entries"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "memory_pending_available_at_idx" ON "memory_pending"("available_at");

-- CreateIndex
CREATE UNIQUE INDEX "memory_pending_workspace_id_entry_id_key" ON "memory_pending"("workspace_id", "entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "memory_due_runs_workspace_id_run_id_key" ON "memory_due_runs"("workspace_id", "run_id");

-- CreateIndex
CREATE INDEX "memory_recalls_entry_id_idx" ON "memory_recalls"("entry_id");

-- CreateIndex
CREATE INDEX "memory_derivations_source_id_idx" ON "memory_derivations"("source_id");

-- AddForeignKey
ALTER TABLE "memory_settings" ADD CONSTRAINT "memory_settings_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_entries" ADD CONSTRAINT "memory_entries_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_entries" ADD CONSTRAINT "memory_entries_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_vectors" ADD CONSTRAINT "memory_vectors_workspace_id_entry_id_fkey" FOREIGN KEY ("workspace_id", "entry_id") REFERENCES "memory_entries"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_pending" ADD CONSTRAINT "memory_pending_workspace_id_entry_id_fkey" FOREIGN KEY ("workspace_id", "entry_id") REFERENCES "memory_entries"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_due_runs" ADD CONSTRAINT "memory_due_runs_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_recalls" ADD CONSTRAINT "memory_recalls_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_recalls" ADD CONSTRAINT "memory_recalls_workspace_id_entry_id_fkey" FOREIGN KEY ("workspace_id", "entry_id") REFERENCES "memory_entries"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_derivations" ADD CONSTRAINT "memory_derivations_workspace_id_entry_id_fkey" FOREIGN KEY ("workspace_id", "entry_id") REFERENCES "memory_entries"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_derivations" ADD CONSTRAINT "memory_derivations_workspace_id_source_id_fkey" FOREIGN KEY ("workspace_id", "source_id") REFERENCES "memory_entries"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

-- A note outlives the conversation that it came from.
ALTER TABLE "memory_entries"
  ADD CONSTRAINT "memory_entries_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id")
    REFERENCES "threads"("workspace_id", "id") ON DELETE SET NULL ("thread_id"),
  ADD CONSTRAINT "memory_entries_workspace_id_message_id_fkey" FOREIGN KEY ("workspace_id", "message_id")
    REFERENCES "messages"("workspace_id", "id") ON DELETE SET NULL ("message_id"),
  ADD CONSTRAINT "memory_entries_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id")
    REFERENCES "runs"("workspace_id", "id") ON DELETE SET NULL ("run_id");
CREATE INDEX "memory_entries_of_thread" ON "memory_entries" ("thread_id") WHERE "thread_id" IS NOT NULL;
CREATE INDEX "memory_entries_of_message" ON "memory_entries" ("message_id") WHERE "message_id" IS NOT NULL;
CREATE INDEX "memory_entries_of_run" ON "memory_entries" ("run_id") WHERE "run_id" IS NOT NULL;
CREATE UNIQUE INDEX "memory_entries_once_a_run" ON "memory_entries" ("run_id", "kind") WHERE "origin" = 'conversation';
CREATE INDEX "memory_entries_pinned" ON "memory_entries" ("workspace_id") WHERE "pinned" AND "forgotten_at" IS NULL;
CREATE INDEX "memory_entries_forgotten" ON "memory_entries" ("forgotten_at") WHERE "forgotten_at" IS NOT NULL;

-- The workspace is part of the index: a word that every tenant uses costs each of them its own rows alone.
CREATE INDEX "memory_entries_words" ON "memory_entries" USING gin ("workspace_id", "words") WITH (fastupdate = on, gin_pending_list_limit = 1024);

-- How many a workspace has; equal keys are stored once, so ten thousand rows are some ten pages.
CREATE INDEX "memory_vectors_of_workspace" ON "memory_vectors" ("workspace_id", "embedder");
-- A workspace's vectors side by side: comparing all of ten thousand reads a thousand pages in order, not ten thousand
-- in none. A row of an index holds 2,700 bytes.
CREATE INDEX "memory_vectors_side_by_side" ON "memory_vectors" ("workspace_id", "embedder")
  INCLUDE ("tenant_id", "agent_id", "private_to", "entry_id", "embedding") WHERE "dimension" <= 1024;
-- For workspaces with more than can be compared: one graph for each dimension, as far as embedders have those.
CREATE INDEX "memory_vectors_384" ON "memory_vectors" USING hnsw (("embedding"::halfvec(384)) halfvec_cosine_ops) WITH (m = 12, ef_construction = 48) WHERE "dimension" = 384;
CREATE INDEX "memory_vectors_768" ON "memory_vectors" USING hnsw (("embedding"::halfvec(768)) halfvec_cosine_ops) WITH (m = 12, ef_construction = 48) WHERE "dimension" = 768;
CREATE INDEX "memory_vectors_1024" ON "memory_vectors" USING hnsw (("embedding"::halfvec(1024)) halfvec_cosine_ops) WITH (m = 12, ef_construction = 48) WHERE "dimension" = 1024;
CREATE INDEX "memory_vectors_1536" ON "memory_vectors" USING hnsw (("embedding"::halfvec(1536)) halfvec_cosine_ops) WITH (m = 12, ef_construction = 48) WHERE "dimension" = 1536;
CREATE INDEX "memory_vectors_3072" ON "memory_vectors" USING hnsw (("embedding"::halfvec(3072)) halfvec_cosine_ops) WITH (m = 12, ef_construction = 48) WHERE "dimension" = 3072;

-- An entry of a private conversation belongs to whose it was.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['memory_entries', 'memory_vectors'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace())
      AND (private_to IS NULL OR private_to = (SELECT app_principal())))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['memory_settings', 'memory_pending', 'memory_due_runs', 'memory_recalls', 'memory_derivations'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['memory_settings', 'memory_entries', 'memory_vectors', 'memory_pending', 'memory_due_runs', 'memory_recalls', 'memory_derivations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO crewhouse_app, crewhouse_platform', t);
  END LOOP;
END $$;

-- The words are written with the text, so they can neither be forgotten nor fall behind; what is forgotten has none.
CREATE FUNCTION index_memory() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.words := CASE WHEN NEW.forgotten_at IS NULL THEN thread_words(NEW.text, 'C') ELSE ''::tsvector END;
  RETURN NEW;
END $$;
CREATE TRIGGER index_memory BEFORE INSERT OR UPDATE OF text, forgotten_at ON memory_entries FOR EACH ROW EXECUTE FUNCTION index_memory();

-- A vector speaks of the text that it was made of, and is seen by whoever sees the entry. What was made of an entry is
-- forgotten with it, and comes back with it, whoever's it is.
CREATE FUNCTION follow_memory() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.text <> OLD.text OR NEW.forgotten_at IS NOT NULL THEN
    DELETE FROM memory_vectors WHERE entry_id = NEW.id;
  ELSE
    UPDATE memory_vectors SET agent_id = NEW.agent_id, private_to = NEW.private_to
    WHERE entry_id = NEW.id AND (agent_id IS DISTINCT FROM NEW.agent_id OR private_to IS DISTINCT FROM NEW.private_to);
  END IF;
  IF NEW.forgotten_at IS NOT NULL THEN DELETE FROM memory_pending WHERE entry_id = NEW.id; END IF;
  IF NEW.forgotten_at IS DISTINCT FROM OLD.forgotten_at THEN
    UPDATE memory_entries e SET forgotten_at = NEW.forgotten_at, revision = e.revision + 1
    FROM memory_derivations d
    WHERE d.source_id = NEW.id AND e.id = d.entry_id AND e.forgotten_at IS NOT DISTINCT FROM OLD.forgotten_at;
    IF NEW.forgotten_at IS NULL THEN
      INSERT INTO memory_pending (entry_id, tenant_id, workspace_id) VALUES (NEW.id, NEW.tenant_id, NEW.workspace_id)
      ON CONFLICT DO NOTHING;
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_memory AFTER UPDATE OF text, forgotten_at, agent_id, private_to ON memory_entries FOR EACH ROW EXECUTE FUNCTION follow_memory();

CREATE FUNCTION forget_derived() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM memory_entries WHERE id = OLD.entry_id;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_derived AFTER DELETE ON memory_derivations FOR EACH ROW EXECUTE FUNCTION forget_derived();

-- What was remembered of a conversation by itself goes with it.
CREATE FUNCTION forget_thread() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM memory_entries WHERE thread_id = NEW.id AND origin = 'conversation';
  RETURN NULL;
END $$;
CREATE TRIGGER forget_thread AFTER UPDATE OF deleted_at ON threads FOR EACH ROW WHEN (NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION forget_thread();

-- The end of a run and the note that it is to be remembered are one transaction: no killed worker comes between them.
CREATE FUNCTION remember_run() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO memory_due_runs (run_id, tenant_id, workspace_id)
  SELECT NEW.id, NEW.tenant_id, NEW.workspace_id FROM memory_settings s
  WHERE s.workspace_id = NEW.workspace_id AND s.remember_conversations
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER remember_run AFTER UPDATE OF status ON runs FOR EACH ROW
  WHEN (NEW.status = 'succeeded' AND OLD.status <> 'succeeded') EXECUTE FUNCTION remember_run();

-- The entries nearest to a vector, of those that the scope may see. With up to `p_exact` vectors in the workspace all are
-- compared, which finds the nearest ones for certain and costs a few milliseconds; beyond that the graph is walked until
-- it has found enough that the scope may see.
CREATE FUNCTION nearest_by_graph(p_embedder text, p_dimension integer, p_embedding halfvec, p_agent uuid, p_all boolean, p_limit integer)
RETURNS TABLE (entry_id uuid, distance real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
  SET hnsw.iterative_scan = relaxed_order SET hnsw.ef_search = 100 SET hnsw.max_scan_tuples = 40000 AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT v.entry_id, (v.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s))::real FROM memory_vectors v
     WHERE v.dimension = %1$s AND v.workspace_id = $2 AND v.tenant_id = $3 AND v.embedder = $4
       AND (v.private_to IS NULL OR v.private_to = $5) AND ($6 OR v.agent_id IS NULL OR v.agent_id = $7)
     ORDER BY v.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s) LIMIT $8', p_dimension)
  USING p_embedding, app_workspace(), app_tenant(), p_embedder, app_principal(), p_all, p_agent, p_limit;
END $$;

CREATE FUNCTION nearest_by_comparing(p_embedder text, p_dimension integer, p_embedding halfvec, p_agent uuid, p_all boolean, p_limit integer)
RETURNS TABLE (entry_id uuid, distance real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
BEGIN
  -- Adding nothing keeps the graph's index out of it.
  RETURN QUERY EXECUTE format(
    'SELECT v.entry_id, (v.embedding <=> $1)::real FROM memory_vectors v
     WHERE v.workspace_id = $2 AND v.tenant_id = $3 AND v.embedder = $4 %s
       AND (v.private_to IS NULL OR v.private_to = $5) AND ($6 OR v.agent_id IS NULL OR v.agent_id = $7)
     ORDER BY (v.embedding <=> $1) + 0 LIMIT $8', CASE WHEN p_dimension <= 1024 THEN 'AND v.dimension <= 1024' ELSE '' END)
  USING p_embedding, app_workspace(), app_tenant(), p_embedder, app_principal(), p_all, p_agent, p_limit;
END $$;

CREATE FUNCTION nearest_memories(p_embedder text, p_dimension integer, p_embedding halfvec, p_agent uuid, p_all boolean,
  p_limit integer, p_exact integer DEFAULT NULL)
RETURNS TABLE (entry_id uuid, distance real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- Longer vectors do not fit into the index that has them side by side.
  v_exact integer := coalesce(p_exact, CASE WHEN p_dimension <= 1024 THEN 20000 ELSE 2000 END);
BEGIN
  IF p_dimension NOT IN (384, 768, 1024, 1536, 3072) OR (SELECT count(*) FROM (
      SELECT 1 FROM memory_vectors v WHERE v.workspace_id = app_workspace() AND v.embedder = p_embedder LIMIT v_exact + 1) few) <= v_exact THEN
    RETURN QUERY SELECT * FROM nearest_by_comparing(p_embedder, p_dimension, p_embedding, p_agent, p_all, p_limit);
  ELSE
    RETURN QUERY SELECT * FROM nearest_by_graph(p_embedder, p_dimension, p_embedding, p_agent, p_all, p_limit);
  END IF;
END $$;

-- Hybrid search: the nearest by meaning and the best by words, each ranked by itself, fused by their ranks; what is
-- recent or pinned counts for a little more. `@@` is not leakproof: under row-level security its index goes unused, so
-- this runs as a role that is not bound, and filters on the scope itself.
CREATE FUNCTION search_memory(p_query tsquery, p_embedder text, p_dimension integer, p_embedding text, p_agent uuid, p_all boolean, p_limit integer)
RETURNS TABLE (entry_id uuid, score real, similarity real, has_words boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
  WITH near AS (
    SELECT n.entry_id, n.distance, row_number() OVER (ORDER BY n.distance) AS place
    FROM nearest_memories(p_embedder, p_dimension, p_embedding::halfvec, p_agent, p_all, greatest(p_limit * 2, 40)) n
    WHERE p_embedding IS NOT NULL
  ), latest AS (
    SELECT e.id, e.words, e.created_at FROM memory_entries e
    WHERE e.workspace_id = app_workspace() AND e.tenant_id = app_tenant() AND e.words @@ p_query
      AND (e.private_to IS NULL OR e.private_to = app_principal()) AND (p_all OR e.agent_id IS NULL OR e.agent_id = p_agent)
    ORDER BY e.created_at DESC LIMIT 500
  ), said AS (
    SELECT l.id AS entry_id, row_number() OVER (ORDER BY ts_rank(l.words, p_query) DESC, l.created_at DESC) AS place
    FROM latest l ORDER BY place LIMIT greatest(p_limit * 2, 40)
  ), fused AS (
    SELECT coalesce(n.entry_id, s.entry_id) AS entry_id, n.distance, s.place IS NOT NULL AS has_words,
      coalesce(1.0 / (60 + n.place), 0) + coalesce(1.0 / (60 + s.place), 0) AS rank
    FROM near n FULL JOIN said s ON s.entry_id = n.entry_id
  )
  SELECT f.entry_id,
    (f.rank * (1 + 0.15 * exp(-extract(epoch FROM now() - e.created_at) / 2592000.0) + CASE WHEN e.pinned THEN 0.15 ELSE 0 END))::real AS score,
    (1 - f.distance)::real, f.has_words
  -- Looked up one by one (OFFSET 0 keeps it so), and once more by the scope.
  FROM fused f CROSS JOIN LATERAL (SELECT e.created_at, e.pinned FROM memory_entries e
    WHERE e.id = f.entry_id AND e.workspace_id = app_workspace() AND e.tenant_id = app_tenant() AND e.forgotten_at IS NULL OFFSET 0) e
  ORDER BY score DESC, f.entry_id DESC LIMIT p_limit
$$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION nearest_by_graph(text, integer, halfvec, uuid, boolean, integer) OWNER TO crewhouse_platform;
ALTER FUNCTION nearest_by_comparing(text, integer, halfvec, uuid, boolean, integer) OWNER TO crewhouse_platform;
ALTER FUNCTION nearest_memories(text, integer, halfvec, uuid, boolean, integer, integer) OWNER TO crewhouse_platform;
ALTER FUNCTION search_memory(tsquery, text, integer, text, uuid, boolean, integer) OWNER TO crewhouse_platform;
ALTER FUNCTION follow_memory() OWNER TO crewhouse_platform;
ALTER FUNCTION forget_derived() OWNER TO crewhouse_platform;
ALTER FUNCTION forget_thread() OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION nearest_by_graph(text, integer, halfvec, uuid, boolean, integer), nearest_by_comparing(text, integer, halfvec, uuid, boolean, integer),
  nearest_memories(text, integer, halfvec, uuid, boolean, integer, integer), search_memory(tsquery, text, integer, text, uuid, boolean, integer),
  index_memory(), follow_memory(), forget_derived(), forget_thread(), remember_run() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_memory(tsquery, text, integer, text, uuid, boolean, integer) TO crewhouse_app, crewhouse_platform;
GRANT EXECUTE ON FUNCTION nearest_memories(text, integer, halfvec, uuid, boolean, integer, integer) TO crewhouse_platform;
