'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { RadioGroup } from 'radix-ui'
import { AGENT_COLORS } from '#lib/agents/schema.ts'

interface ColorPickerProps {
  value: string
  onChange: (color: (typeof AGENT_COLORS)[number]) => void
}

/** The colour by which an agent is known everywhere. */
export function ColorPicker({ value, onChange }: ColorPickerProps) {
  const t = useTranslations('agents')
  return (
    <RadioGroup.Root
      aria-label={t('color')}
      value={value}
      onValueChange={(color) => onChange(color as (typeof AGENT_COLORS)[number])}
      className="flex flex-wrap gap-2"
    >
      {AGENT_COLORS.map((color) => (
        <RadioGroup.Item
          key={color}
          value={color}
          aria-label={t(`colors.${color}`)}
          data-agent-color={color}
          className="flex size-7 items-center justify-center rounded-full bg-agent-soft text-agent-ink ring-agent-solid transition-shadow data-[state=checked]:ring-2"
        >
          <RadioGroup.Indicator>
            <Check aria-hidden className="size-4" />
          </RadioGroup.Indicator>
          {color !== value && <span aria-hidden className="size-3 rounded-full bg-agent-solid" />}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
