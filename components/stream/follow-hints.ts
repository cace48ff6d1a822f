import type { Topic } from '#lib/stream/events.ts'
import { sharedStream } from './shared-stream.ts'

const FROM_NOW = ''

interface HintListener {
  onEvents(events: unknown[]): void
  /** What was loaded may lack something that no event will tell: load it again. */
  onStale(): void
}

/**
 * Follows a topic that hints at changes of what was loaded, through losses as well. In the browser alone.
 * @param cursor where the topic was before that was loaded; left out: from now on @returns ends it
 */
export function followHints(topic: Topic, { onEvents, onStale }: HintListener, cursor = FROM_NOW): () => void {
  let end = () => {}
  const subscribe = (from: string) => {
    end = sharedStream().subscribe(topic, from, {
      onWatching: onStale,
      onEvents: ({ events }) => onEvents(events),
      onPruned: () => {
        subscribe(FROM_NOW)
        onStale()
      },
      // Whoever may not read it any more is told so by the next page that is opened.
      onGone: () => undefined,
    })
  }
  subscribe(cursor)
  return () => end()
}
