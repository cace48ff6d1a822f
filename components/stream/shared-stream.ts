import { BrowserStream } from './browser-stream.ts'

let stream: BrowserStream | undefined

/** This tab's share of the browser's event stream. In the browser alone. */
export function sharedStream(): BrowserStream {
  if (stream) return stream
  const created = new BrowserStream('/api/stream', 'v1')
  const wake = () => created.wake()
  const wakeIfSeen = () => {
    if (document.visibilityState === 'visible') wake()
  }
  window.addEventListener('online', wake)
  window.addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', wakeIfSeen)
  stream = created
  return created
}
