'use server'

import { runAction } from '#app/_server/action.ts'
import { repeatSetup } from '#lib/containers/repeat-setup.ts'
import { resetSandbox } from '#lib/containers/reset-sandbox.ts'
import { restartSandbox } from '#lib/containers/restart-sandbox.ts'

interface Place {
  workspaceId: string
  agentId: string
  threadId?: string
}

export async function restart(input: Place) {
  return runAction(restartSandbox, input)
}

export async function reset(input: Place & { home: boolean }) {
  return runAction(resetSandbox, input)
}

export async function repeat(input: Pick<Place, 'workspaceId' | 'agentId'>) {
  return runAction(repeatSetup, input)
}
