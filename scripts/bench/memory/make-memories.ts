import { createHash } from 'node:crypto'
import type pg from 'pg'

export const DIMENSION = 384
export const EMBEDDER = 'lexical-1'
const CLUSTERS = 200
/** How far entries lie from the middle of their cluster, against its own length. */
const SPREAD = 0.7
const BATCH = 2_000
const WORDS_OF_CLUSTER = 60
const COMMON_WORDS = 400
const WORDS_OF_ENTRY = 24

export interface MadeTenant {
  tenantId: string
  workspaceId: string
}

/** Points in clusters, and texts that share the words of theirs. The same ones each time. */
export class MemoryMaker {
  readonly #random: () => number
  readonly #centres: Float32Array[]
  /** Drawing a normal number 384 times for each of a million entries would take longer than all else. */
  readonly #normals: Float32Array

  constructor() {
    this.#random = seeded(7)
    this.#normals = Float32Array.from({ length: 1 << 18 }, () => this.#normal())
    this.#centres = Array.from({ length: CLUSTERS }, () =>
      Float32Array.from({ length: DIMENSION }, () => this.#normal() / Math.sqrt(DIMENSION)),
    )
  }

  cluster(): number {
    return Math.floor(this.#random() * CLUSTERS)
  }

  /** Somewhere in a cluster. */
  point(cluster: number): number[] {
    const centre = this.#centres[cluster] as Float32Array
    const start = Math.floor(this.#random() * (this.#normals.length - DIMENSION))
    const point = Array.from(centre, (value, index) => {
      const noise = this.#normals[start + index] as number
      return value + (SPREAD * noise) / Math.sqrt(DIMENSION)
    })
    const length = Math.hypot(...point)
    return point.map((value) => value / length)
  }

  /** A note of that cluster: half of its words are the cluster's, half are anybody's. */
  words(cluster: number, count = WORDS_OF_ENTRY): string {
    return Array.from({ length: count }, (_, index) => {
      // Few words are used often, many seldom.
      const place = this.#random() ** 2
      return index % 2 === 0
        ? `topic${cluster}x${Math.floor(place * WORDS_OF_CLUSTER)}`
        : `common${Math.floor(place * COMMON_WORDS)}`
    }).join(' ')
  }

  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random())
  }
}

export function idOf(kind: string, number: number): string {
  const hex = createHash('sha256').update(`${kind} ${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export async function makeTenants(client: pg.Client, count: number): Promise<MadeTenant[]> {
  const tenants = Array.from({ length: count }, (_, index) => ({
    tenantId: idOf('tenant', index),
    workspaceId: idOf('workspace', index),
  }))
  for (const { tenantId, workspaceId } of tenants) {
    await client.query('insert into tenants (id, name) values ($1, $2) on conflict do nothing', [tenantId, 'Bench'])
    await client.query('insert into workspaces (id, tenant_id, name) values ($1, $2, $3) on conflict do nothing', [
      workspaceId,
      tenantId,
      'Bench',
    ])
  }
  return tenants
}

/**
 * Entries `from` to `to`, dealt to the tenants in turn, as they would come in over the months. Indexes are built behind
 * them, by the definitions of the migration.
 */
export async function makeEntries(
  client: pg.Client,
  maker: MemoryMaker,
  tenants: readonly MadeTenant[],
  range: { from: number; to: number; signal: AbortSignal },
): Promise<void> {
  for (let start = range.from; start < range.to; start += BATCH) {
    range.signal.throwIfAborted()
    const numbers = Array.from({ length: Math.min(BATCH, range.to - start) }, (_, index) => start + index)
    const clusters = numbers.map(() => maker.cluster())
    const tenantOf = (number: number) => tenants[number % tenants.length] as MadeTenant
    await client.query({
      name: 'entries',
      text: `with made as (
          select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::halfvec[]) as x(id, tenant_id, workspace_id, text, embedding)
        ), e as (
          insert into memory_entries (id, tenant_id, workspace_id, kind, origin, text, words, saved_by_name, created_at)
          select id, tenant_id, workspace_id, 'note', 'agent', text, thread_words(text, 'C'), 'Bench',
            now() - interval '1 day' * (('x' || left(id::text, 4))::bit(16)::int % 365) from made
        )
        insert into memory_vectors (entry_id, embedder, tenant_id, workspace_id, dimension, embedding)
        select id, '${EMBEDDER}', tenant_id, workspace_id, ${DIMENSION}, embedding from made`,
      values: [
        numbers.map((number) => idOf('entry', number)),
        numbers.map((number) => tenantOf(number).tenantId),
        numbers.map((number) => tenantOf(number).workspaceId),
        clusters.map((cluster) => maker.words(cluster)),
        await halfvecs(
          client,
          clusters.map((cluster) => maker.point(cluster)),
        ),
      ],
    })
  }
}

/** The same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000
  }
}

let oid: number | undefined

/** An array as PostgreSQL sends it in its binary form: text would be four times as long, and slow to read. */
async function halfvecs(client: pg.Client, points: readonly number[][]): Promise<Buffer> {
  oid ??= Number((await client.query(`select 'halfvec'::regtype::oid as oid`)).rows[0].oid)
  const bytesOfPoint = 4 + 2 * DIMENSION
  const buffer = Buffer.alloc(20 + points.length * (4 + bytesOfPoint))
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
  // Dimensions of the array, no nulls, what it holds, how many, counted from 1.
  for (const [index, value] of [1, 0, oid, points.length, 1].entries()) view.setInt32(index * 4, value)
  let at = 20
  for (const point of points) {
    view.setInt32(at, bytesOfPoint)
    view.setInt16(at + 4, DIMENSION)
    at += 8
    for (const value of point) {
      view.setUint16(at, toHalf(value))
      at += 2
    }
  }
  return buffer
}

const single = new Float32Array(1)
const bits = new Uint32Array(single.buffer)

/** A number in 16 bits, its last bit rounded down: a benchmark's points are anywhere anyway. */
function toHalf(value: number): number {
  single[0] = value
  const from = bits[0] as number
  const sign = (from >>> 16) & 0x8000
  const exponent = ((from >>> 23) & 0xff) - 112
  if (exponent <= 0) return sign
  return sign | (exponent << 10) | ((from >>> 13) & 0x3ff)
}
