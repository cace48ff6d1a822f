'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { filesApi } from './files-api.ts'
import { type Upload, type UploadQueue, uploadQueueOf } from './upload-queue.ts'

const NONE: readonly Upload[] = []
const none = () => NONE

/** This tab's uploads, with those that the person began before and did not finish. */
export function useUploads(
  workspaceId: string,
  meId: string,
  canWrite: boolean,
): { queue: UploadQueue; uploads: readonly Upload[] } {
  const queue = uploadQueueOf(workspaceId)
  const uploads = useSyncExternalStore(queue.subscribe, queue.getSnapshot, none)
  useEffect(() => {
    if (!canWrite) return
    filesApi(workspaceId)
      .listUploads()
      .then((known) => queue.remember(known.filter(({ createdById }) => createdById === meId)))
      // Then they are simply not offered.
      .catch(() => undefined)
  }, [workspaceId, meId, canWrite, queue])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (queue.isBusy) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [queue])
  return { queue, uploads }
}
