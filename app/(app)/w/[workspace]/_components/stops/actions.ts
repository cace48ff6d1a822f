'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import {
  resumeStoppedAgent,
  resumeTenant,
  resumeWorkspace,
  stopAgent,
  stopTenant,
  stopWorkspace,
} from '#lib/stops/stop.ts'

/** What is stopped, or goes on. */
export type StopPlace =
  | { level: 'tenant'; tenantId: string }
  | { level: 'workspace'; workspaceId: string }
  | { level: 'agent'; workspaceId: string; agentId: string }

export async function setStopped({ place, stopped }: { place: StopPlace; stopped: boolean }) {
  const result = await change(place, stopped)
  if (result.ok) refresh()
  return result
}

function change(place: StopPlace, stopped: boolean) {
  switch (place.level) {
    case 'tenant':
      return runAction(stopped ? stopTenant : resumeTenant, { tenantId: place.tenantId })
    case 'workspace':
      return runAction(stopped ? stopWorkspace : resumeWorkspace, { workspaceId: place.workspaceId })
    case 'agent': {
      const { workspaceId, agentId } = place
      return runAction(stopped ? stopAgent : resumeStoppedAgent, { workspaceId, agentId })
    }
  }
}
