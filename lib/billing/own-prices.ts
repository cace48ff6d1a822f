import { Prisma, type Tx } from '#lib/db/client.ts'
import type { OwnPrice } from './price.ts'

/** The scope's own prices as one value of a larger statement. */
export const ownPrices = Prisma.sql`coalesce((select jsonb_agg(jsonb_build_object('provider', m.provider, 'model', m.model,
  'inputMicros', m.input_micros, 'cachedInputMicros', m.cached_input_micros, 'outputMicros', m.output_micros)) from model_prices m), '[]')`

/** What the scope's organisation pays for models, where that is not the list's price. */
export async function loadOwnPrices(tx: Tx): Promise<OwnPrice[]> {
  const [row] = await tx.$queryRaw<{ prices: OwnPrice[] }[]>`select ${ownPrices} as prices`
  return row?.prices ?? []
}
