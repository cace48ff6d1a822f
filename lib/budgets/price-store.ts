import { cutPage, type Page, type PageRequest } from '#lib/access/page.ts'
import type { Scope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'
import type { ModelPriceView, PriceKey } from './schema.ts'

type PriceRow = Omit<ModelPriceView, 'updatedAt'> & { updatedAt: Date }

const columns = Prisma.sql`provider, model, input_micros::float8 as "inputMicros", cached_input_micros::float8 as "cachedInputMicros",
  output_micros::float8 as "outputMicros", updated_at as "updatedAt", updated_by as "updatedBy"`

const toView = (row: PriceRow): ModelPriceView => ({ ...row, updatedAt: row.updatedAt.toISOString() })

/** By provider and model. */
export async function selectPrices(tx: Tx, { after, limit }: PageRequest<PriceKey>): Promise<Page<ModelPriceView>> {
  const behind = after ? Prisma.sql`where (provider, model) > (${after.provider}, ${after.model})` : Prisma.empty
  const rows = await tx.$queryRaw<PriceRow[]>`
    select ${columns} from model_prices ${behind} order by provider, model limit ${limit + 1}`
  return cutPage(rows, limit, ({ provider, model }) => ({ provider, model }), toView)
}

export interface NewPrice {
  provider: string
  model: string
  inputMicros: number
  cachedInputMicros: number | null
  outputMicros: number
}

export async function upsertPrice(tx: Tx, scope: Scope, price: NewPrice): Promise<ModelPriceView> {
  const [row] = await tx.$queryRaw<PriceRow[]>`
    insert into model_prices (id, tenant_id, provider, model, input_micros, cached_input_micros, output_micros, updated_by)
    values (${newId()}::uuid, ${scope.tenantId}::uuid, ${toText(price.provider)}, ${toText(price.model)}, ${price.inputMicros}::bigint,
      ${price.cachedInputMicros}::bigint, ${price.outputMicros}::bigint, ${toText(scope.principalName)})
    on conflict (tenant_id, provider, model) do update set input_micros = excluded.input_micros,
      cached_input_micros = excluded.cached_input_micros, output_micros = excluded.output_micros, updated_at = now(),
      updated_by = excluded.updated_by
    returning ${columns}`
  if (!row) throw new Error('an upsert returns its row')
  return toView(row)
}

/** @returns whether there was one */
export async function deletePrice(tx: Tx, { provider, model }: { provider: string; model: string }): Promise<boolean> {
  const removed = await tx.$queryRaw<unknown[]>`
    delete from model_prices where provider = ${toText(provider)} and model = ${toText(model)} returning 1`
  return removed.length > 0
}
