'use server'

import { refresh } from 'next/cache'
import { resultOf, runAction } from '#app/_server/action.ts'
import { currentPrincipal } from '#app/_server/current-user.ts'
import { keepStep } from '#app/_server/step-cookie.ts'
import { beginConnection } from '#lib/connections/begin-connection.ts'
import { createService } from '#lib/connections/create-service.ts'
import { deleteService } from '#lib/connections/delete-service.ts'
import { disconnect } from '#lib/connections/disconnect.ts'
import type { ClientAuth } from '#lib/connections/schema.ts'
import { updateService } from '#lib/connections/update-service.ts'

/** The service's page, for this browser alone to come back from, to `returnTo`. */
export async function goToConsent(input: {
  workspaceId: string
  agentId: string
  serviceId: string
  returnTo: string
}) {
  const { returnTo, ...what } = input
  return resultOf('connections.begin', async () => {
    const { url, token } = await beginConnection(await currentPrincipal(), what, returnTo)
    await keepStep('connection', token)
    return { url }
  })
}

export async function cutConnection(input: { workspaceId: string; connectionId: string }) {
  const result = await runAction(disconnect, input)
  if (result.ok) refresh()
  return result
}

export async function addService(input: {
  workspaceId: string
  name: string
  authorizationUrl: string
  tokenUrl: string
  revocationUrl: string
  clientId: string
  clientAuth: ClientAuth
  clientSecret: string
  scopes: string[]
  hosts: string[]
}) {
  const result = await runAction(createService, input)
  if (result.ok) refresh()
  return result
}

export async function saveService(input: {
  workspaceId: string
  serviceId: string
  scopes: string[]
  hosts?: string[]
  clientSecret?: string
}) {
  const result = await runAction(updateService, input)
  if (result.ok) refresh()
  return result
}

export async function removeService(input: { workspaceId: string; serviceId: string }) {
  const result = await runAction(deleteService, input)
  if (result.ok) refresh()
  return result
}
