import { withoutEmpty } from '../../../cli/import-group/without-empty';

describe('withoutEmpty', () => {
  it('removes lists and objects without content, at every depth', () => {
    // Act
    const kept = withoutEmpty({
      name: 'shop',
      none: undefined,
      filters: [],
      workflowConfig: { schedules: {} },
      solutions: [{ campaigns: [], name: 'top' }, 'text'],
    });

    // Assess
    expect(kept).toEqual({ name: 'shop', solutions: [{ name: 'top' }, 'text'] });
  });

  it('keeps a serviceConfig, even an empty one', () => {
    // Prepare
    const section = { serviceConfig: {}, jobs: [{ serviceConfig: { a: {}, b: [] } }] };

    // Act and assess
    expect(withoutEmpty(section)).toEqual(section);
  });
});
