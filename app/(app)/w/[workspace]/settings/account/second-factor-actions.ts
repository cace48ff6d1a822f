'use server'

import { refresh } from 'next/cache'
import { encode } from 'uqr'
import { resultOf } from '#app/_server/action.ts'
import { currentPrincipal } from '#app/_server/current-user.ts'
import {
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from '#lib/tenants/second-factor/change-second-factor.ts'

/** A secret for an authenticator app, typed or as the squares of a QR code. */
export async function startApp(input: { proof: string }) {
  return resultOf('second-factor.start', async () => {
    const { secret, uri } = await startSecondFactor(await currentPrincipal(), input)
    const { data, size } = encode(uri, { ecc: 'M', border: 2 })
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    return { secret, uri, qr: { size, path: squares.join('') } }
  })
}

export async function confirmApp(input: { code: string }) {
  return resultOf('second-factor.confirm', async () => confirmSecondFactor(await currentPrincipal(), input))
}

export async function renewCodes(input: { proof: string }) {
  return resultOf('second-factor.renew', async () => renewRecoveryCodes(await currentPrincipal(), input))
}

export async function removeApp(input: { proof: string }) {
  const result = await resultOf('second-factor.remove', async () =>
    removeSecondFactor(await currentPrincipal(), input).then(() => null),
  )
  if (result.ok) refresh()
  return result
}

/** Shows the page anew, once the recovery codes were put away. */
export async function codesAreKept() {
  refresh()
}
