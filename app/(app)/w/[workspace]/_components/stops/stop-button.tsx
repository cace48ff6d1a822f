'use client'

import { OctagonX, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useOptimistic, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useUndoable } from '#components/ui/use-undoable.ts'
import { type StopPlace, setStopped } from './actions.ts'

interface StopButtonProps {
  place: StopPlace
  isStopped: boolean
}

/** Stops something at once, without asking: the same button lets it go on. */
export function StopButton({ place, isStopped }: StopButtonProps) {
  const t = useTranslations('stop')
  const undoable = useUndoable()
  const [, startTransition] = useTransition()
  const [shown, show] = useOptimistic(isStopped)
  const change = (stopped: boolean): ReturnType<typeof setStopped> =>
    new Promise((resolve, reject) => {
      startTransition(async () => {
        show(stopped)
        await setStopped({ place, stopped }).then(resolve, reject)
      })
    })
  const press = () => {
    const key = shown ? 'resume' : 'stop'
    const done = t(place.level === 'agent' ? `done.${key}Agent` : `done.${key}`)
    void undoable({ done, run: () => change(!shown), undo: () => change(shown) })
  }
  return (
    <Button size="sm" variant={shown ? 'primary' : 'danger-ghost'} onClick={press}>
      {shown ? <Play aria-hidden /> : <OctagonX aria-hidden />}
      {shown ? t('goOn') : t(place.level === 'agent' ? 'stopAgent' : 'stop')}
    </Button>
  )
}
