export interface SseFrame {
  event: string
  id: string
  data: string
}

/** Cuts an event stream's text into frames; comments and frames without an event are left out. */
export function sseFrames(): TransformStream<string, SseFrame> {
  let rest = ''
  return new TransformStream({
    transform(chunk, controller) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const frame = { event: '', id: '', data: '' }
        for (const line of block.split('\n')) {
          const colon = line.indexOf(': ')
          const name = line.slice(0, Math.max(0, colon))
          if (name === 'event' || name === 'id' || name === 'data') frame[name] = line.slice(colon + 2)
        }
        if (frame.event) controller.enqueue(frame)
      }
    },
  })
}
