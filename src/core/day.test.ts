import { expect, test } from 'vitest';
import { dayOf, localIso } from './day.ts';

test('a day is that of the zone, not of the machine', () => {
	expect(dayOf('2021-07-28T20:00:00Z', 'Asia/Bishkek')).toBe('2021-07-29');
	expect(dayOf('2021-07-29T02:00:00+06:00', 'UTC')).toBe('2021-07-28');
});

test('an instant is written with the offset that the zone had then', () => {
	expect(localIso('2021-07-29T05:42:00Z', 'Asia/Bishkek')).toBe('2021-07-29T11:42:00+06:00');
	expect(localIso('2021-01-01T00:00:00Z', 'America/New_York')).toBe('2020-12-31T19:00:00-05:00');
	expect(localIso('2021-07-01T00:00:00Z', 'UTC')).toBe('2021-07-01T00:00:00+00:00');
});

test('an instant that is no date is refused', () => {
	expect(() => dayOf('yesterday', 'Asia/Bishkek')).toThrow(RangeError);
});
