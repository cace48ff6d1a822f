import pg from 'pg'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { closeDb } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { toVector } from '#lib/memory/embedders.ts'
import { findMemories } from '#lib/memory/find-memories.ts'
import { toMemoryQuery } from '#lib/memory/query.ts'
import type { BenchContext, BenchResult } from '../contract.ts'
import {
  DIMENSION,
  EMBEDDER,
  idOf,
  type MadeTenant,
  MemoryMaker,
  makeEntries,
  makeTenants,
} from '../memory/make-memories.ts'

export const name = 'memory'
/** No web, no worker, no sandbox. */
export const needs = 'services'

const TENANTS = 100
const SIZES = [100_000, 1_000_000]
const QUERIES = 400
const WARM_UP = 40
const LIMIT = 10
/** Built behind the entries, in a fraction of the time. */
const SLOW_INDEXES = ['memory_vectors_384', 'memory_vectors_side_by_side', 'memory_entries_words']

interface Query {
  place: MadeTenant
  point: number[]
  words: string
}

interface Measured {
  entries: number
  recallAt10: number
  msP50: number
  msP95: number
  foreign: number
  graphRecallAt10: number
  graphMsP95: number
  loadS: number
  indexS: number
}

/**
 * Search of the memory as pages and agents use it: at so many entries over a hundred tenants, by meaning and by words, in
 * the scope of one tenant. `--entries=100000,1000000` chooses the sizes.
 */
export async function run(context: BenchContext): Promise<BenchResult> {
  Object.assign(process.env, context.env)
  const chosen = context.options.entries
    ?.split(',')
    .map(Number)
    .filter((size) => size > 0)
  const sizes = (chosen?.length ? chosen : SIZES).sort((one, other) => one - other)
  const client = new pg.Client({ connectionString: context.ownerUrl })
  await client.connect()
  const maker = new MemoryMaker()
  try {
    // What the triggers would do is done by the statement itself.
    await client.query(
      `set session_replication_role = replica; set maintenance_work_mem = '3GB'; set synchronous_commit = off`,
    )
    await client.query('set max_parallel_maintenance_workers = 2')
    const tenants = await makeTenants(client, TENANTS)
    const measured: Measured[] = []
    let there = 0
    for (const entries of sizes) {
      const startedAt = performance.now()
      const definitions = await dropIndexes(client)
      await makeEntries(client, maker, tenants, { from: there, to: entries, signal: context.signal })
      there = entries
      const loadedAt = performance.now()
      context.say(`${entries} entries in ${seconds(loadedAt - startedAt)} s; building indexes`)
      for (const definition of definitions) await client.query(definition)
      await client.query('vacuum (analyze) memory_entries')
      await client.query('vacuum (analyze) memory_vectors')
      const indexedAt = performance.now()
      context.say(`indexes in ${seconds(indexedAt - loadedAt)} s; searching`)
      const result = await search(client, maker, tenants, context.signal)
      measured.push({
        ...result,
        entries,
        loadS: seconds(loadedAt - startedAt),
        indexS: seconds(indexedAt - loadedAt),
      })
    }
    return report(measured)
  } finally {
    await client.end()
    await closeDb()
  }
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    'select indexname as name, indexdef as definition from pg_indexes where indexname = any($1)',
    [SLOW_INDEXES],
  )
  for (const { name: index } of rows) await client.query(`drop index ${index}`)
  return rows.map(({ definition }) => definition)
}

async function search(
  client: pg.Client,
  maker: MemoryMaker,
  tenants: readonly MadeTenant[],
  signal: AbortSignal,
): Promise<Omit<Measured, 'entries' | 'loadS' | 'indexS'>> {
  const queries = Array.from({ length: WARM_UP + QUERIES }, (_, index): Query => {
    const cluster = maker.cluster()
    const place = tenants[(index * 37) % tenants.length] as MadeTenant
    return { place, point: maker.point(cluster), words: maker.words(cluster, 4) }
  })
  const [times, graphTimes]: [number[], number[]] = [[], []]
  let [foreign, found, graphFound, wanted] = [0, 0, 0, 0]
  for (const [index, query] of queries.entries()) {
    signal.throwIfAborted()
    const startedAt = performance.now()
    const hits = await searchAsPeople(query)
    if (index >= WARM_UP) times.push(performance.now() - startedAt)
    foreign += await countForeign(client, query.place, hits)
    const truth = await nearestForCertain(client, query)
    wanted += truth.size
    const nearest = await nearestByFunction(client, query, null)
    found += nearest.ids.filter((id) => truth.has(id)).length
    const graph = await nearestByFunction(client, query, 0)
    graphFound += graph.ids.filter((id) => truth.has(id)).length
    foreign += await countForeign(client, query.place, [...nearest.ids, ...graph.ids])
    if (index >= WARM_UP) graphTimes.push(graph.ms)
  }
  return {
    recallAt10: share(found, wanted),
    msP50: percentile(times, 0.5),
    msP95: percentile(times, 0.95),
    foreign,
    graphRecallAt10: share(graphFound, wanted),
    graphMsP95: percentile(graphTimes, 0.95),
  }
}

/** As a page does: a transaction of the role that row-level security binds, the search, and its rows. */
async function searchAsPeople({ place, point, words }: Query): Promise<string[]> {
  const scope = { ...place, principalId: idOf('principal', 0) } as WorkspaceScope
  const prepared = { query: toMemoryQuery(words), ref: { embedder: EMBEDDER, dimension: DIMENSION }, point }
  const hits = await withScope(scope, (tx) => findMemories(tx, prepared, { agentId: null, all: true, limit: LIMIT }))
  return hits.map(({ memory }) => memory.id)
}

async function nearestForCertain(client: pg.Client, { place, point }: Query): Promise<Set<string>> {
  const { rows } = await client.query<{ entry_id: string }>(
    `select entry_id from memory_vectors where workspace_id = $1 order by (embedding <=> $2::halfvec) + 0 limit ${LIMIT}`,
    [place.workspaceId, toVector(point)],
  )
  return new Set(rows.map(({ entry_id }) => entry_id))
}

/** The part of the search that goes by meaning. @param exact up to how many entries all are compared; null: as it is */
async function nearestByFunction(
  client: pg.Client,
  { place, point }: Query,
  exact: number | null,
): Promise<{ ids: string[]; ms: number }> {
  await client.query('begin')
  await client.query(
    `select set_config('app.tenant_id', $1, true), set_config('app.workspace_id', $2, true), set_config('app.principal_id', $1, true)`,
    [place.tenantId, place.workspaceId],
  )
  const startedAt = performance.now()
  const { rows } = await client.query<{ entry_id: string }>(
    `select entry_id from nearest_memories($1, $2, $3::halfvec, null, true, $4, $5) order by distance`,
    [EMBEDDER, DIMENSION, toVector(point), LIMIT, exact],
  )
  const ms = performance.now() - startedAt
  await client.query('commit')
  return { ids: rows.map(({ entry_id }) => entry_id), ms }
}

async function countForeign(client: pg.Client, { tenantId }: MadeTenant, ids: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'select count(*)::int as n from memory_entries where id = any($1) and tenant_id <> $2',
    [ids, tenantId],
  )
  return rows[0]?.n ?? 0
}

function report(measured: readonly Measured[]): BenchResult {
  const largest = measured.at(-1)
  const figures: Record<string, number> = {
    recallAt10: Math.min(...measured.map(({ recallAt10 }) => recallAt10)),
    msP50: largest?.msP50 ?? 0,
    msP95: Math.max(...measured.map(({ msP95 }) => msP95)),
    foreign: measured.reduce((sum, { foreign }) => sum + foreign, 0),
    tenants: TENANTS,
  }
  for (const { entries, ...each } of measured)
    for (const [key, value] of Object.entries(each)) figures[`${key}_${entries}`] = value
  const head = [
    'entries',
    'recall@10',
    'p50 ms',
    'p95 ms',
    'foreign',
    'graph: recall@10',
    'p95 ms',
    'load s',
    'index s',
  ]
  const rows = measured.map((each) =>
    [
      each.entries,
      each.recallAt10,
      each.msP50,
      each.msP95,
      each.foreign,
      each.graphRecallAt10,
      each.graphMsP95,
      each.loadS,
      each.indexS,
    ].map(String),
  )
  return { figures, table: [head, ...rows] }
}

function share(part: number, whole: number): number {
  return Math.round((part / whole) * 10_000) / 10_000
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 100) / 100
}

function seconds(ms: number): number {
  return Math.round(ms / 1000)
}
