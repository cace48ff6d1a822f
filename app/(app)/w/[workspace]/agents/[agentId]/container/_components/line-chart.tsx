interface LineChartProps {
  label: string
  /** What it is now, in words. */
  now: string
  values: readonly number[]
  /** How many values fill the width. */
  places: number
  /** The value at the top. */
  most: number
}

const WIDTH = 300
const HEIGHT = 64

/** A line over time, new values at the right; the number beside it says the same to whoever cannot see it. */
export function LineChart({ label, now, values, places, most }: LineChartProps) {
  const step = WIDTH / (places - 1)
  const points = values.map((value, index) => {
    const x = WIDTH - (values.length - 1 - index) * step
    const y = HEIGHT - 1 - Math.min(1, most > 0 ? value / most : 0) * (HEIGHT - 2)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  const first = points[0]?.split(',')[0] ?? WIDTH
  return (
    <figure className="flex min-w-0 flex-col gap-2 rounded-lg border bg-raised p-3">
      <figcaption className="flex items-baseline justify-between gap-3">
        <span className="text-muted-foreground text-sm">{label}</span>
        <span className="tabular-nums">{now}</span>
      </figcaption>
      <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="h-16 w-full">
        <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-border" />
        {points.length > 1 && (
          <>
            <polygon
              points={`${first},${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`}
              className="fill-accent-soft stroke-none"
            />
            <polyline
              points={points.join(' ')}
              className="fill-none stroke-accent"
              strokeWidth="1.5"
              vectorEffect="non-scaling-stroke"
            />
          </>
        )}
      </svg>
    </figure>
  )
}
