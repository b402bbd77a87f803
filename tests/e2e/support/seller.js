// A small scenario: Ann sells, Bob helps on some deals; 10 % up to quota and 15 % beyond, paid when the customer pays.

const day = (month, day) => `2027-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** `count` deals of the first quarter, one that counts for nobody, one that was shared. */
const deals = (count) => {
  const many = Array.from({ length: count }, (_, n) => ({
    id: `D${n}`,
    name: `Customer ${n + 1}`,
    measure: 'new_arr',
    amount: String(4000 + 7 * n),
    closed: day(1 + (n % 3), 12 + (n % 16)),
    paid: n % 5 === 0 ? null : day(2 + (n % 3), 12 + (n % 16)),
    credits: [{ seat: 'ann', share: 1 }],
  }));
  return [
    ...many,
    { id: 'early', name: 'Too early', measure: 'new_arr', amount: '9000', closed: day(1, 4), credits: [{ seat: 'ann', share: 1 }] },
    {
      id: 'shared',
      name: 'Shared',
      measure: 'new_arr',
      amount: '30000',
      closed: day(3, 30),
      credits: [
        { seat: 'ann', share: 0.6 },
        { seat: 'bob', share: 0.4 },
      ],
    },
  ];
};

const seat = (name, from) => ({ id: name, role: 'ae', stints: [{ person: name, from }] });

/** A scenario file as bytes. */
export const seller = (count) =>
  Buffer.from(
    JSON.stringify({
      remit: 'scenario',
      schema: 1,
      data: {
        name: 'Seller',
        settings: { first_month: '2027-01', horizon_months: 12, currency: 'USD' },
        people: [
          { id: 'ann', name: 'Ann Lee' },
          { id: 'bob', name: 'Bob Ng' },
        ],
        roles: [
          {
            id: 'ae',
            name: 'Account executive',
            function: 'new_business',
            terms: [
              {
                plan: 'hunters',
                base: { amount: '60000', per: 'year' },
                ote: { amount: '120000', per: 'year' },
                quota: { kind: 'arr', amount: '600000', per: 'year' },
              },
            ],
          },
        ],
        seats: [seat('ann', '2027-01-11'), seat('bob', '2026-01-01')],
        plans: [
          {
            id: 'hunters',
            name: 'Hunters',
            versions: [
              {
                payout: { trigger: 'cash', lag_months: 0, instalments: 1, holdback: 0.1, holdback_months: 3 },
                components: [
                  {
                    id: 'new',
                    name: 'New business',
                    measure: 'new_arr',
                    cadence: 'quarter',
                    rates: {
                      kind: 'tiers',
                      tiers: [
                        { from: { quota: 0 }, reach: 'own_bound', value: { multiple: 1 } },
                        { from: { quota: 1 }, reach: 'own_bound', value: { multiple: 1.5 } },
                      ],
                    },
                  },
                ],
              },
            ],
          },
        ],
        deals: deals(count),
      },
    }),
  );
