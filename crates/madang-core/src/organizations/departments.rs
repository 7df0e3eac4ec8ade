//! The tree of departments 「부서」.

use madang_db::DbError;
use madang_model::organizations::DepartmentName;
use madang_model::{DepartmentId, OrganizationId, Rule};
use madang_store::departments::{self, DepartmentRow};
use madang_store::{memberships, standings};
use serde_json::json;

use super::company::hold_company;
use super::standing;
use crate::error::Fields;
use crate::{Action, Blocker, Ctx, Entry, Error, Refusal, Result, events};

/// The most departments that an organisation has.
const MOST: usize = 500;

/// A department in its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// The department.
    pub row: DepartmentRow,
    /// How many are above it.
    pub depth: usize,
    /// Its name after those above it: 「본부 › 팀」.
    pub path: String,
}

/// The form as it was typed.
#[derive(Debug, Clone, Default)]
pub struct DepartmentForm {
    /// 「부서명」
    pub name: String,
    /// 「상위 부서」: its id; empty for none.
    pub parent: String,
}

/// All departments of an organisation, each after the one above it. Whoever belongs to it may, and staff.
pub async fn list_departments(ctx: &Ctx, id: OrganizationId) -> Result<Vec<Department>> {
    let mut conn = ctx.read().await?;
    ctx.authorize_as(Action::ReadOrganization, standing(ctx, &mut conn, id).await?)?;
    Ok(tree(departments::of(&mut conn, id).await?))
}

/// Makes a department. The organisation's owners and the staff who look after organisations may. Beside each
/// other, two have different names; there are eight levels at most.
pub async fn create_department(ctx: &Ctx, id: OrganizationId, input: DepartmentForm) -> Result<DepartmentId> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    hold_company(&mut work, id).await?;
    let all = tree(departments::of(&mut work, id).await?);
    if all.len() >= MOST {
        return Err(Refusal::TooMany { most: 500 }.into());
    }
    let (name, parent_id) = check(&all, None, &input)?;
    let department_id: DepartmentId = ctx.new_id();
    let names = (name.as_str(), &*name.key());
    departments::insert(&mut work, department_id, id, parent_id, names, ctx.now()).await.map_err(taken_or)?;
    let detail = json!({ "department": department_id.to_string() });
    events::publish(&mut work, id, "department.created", &department_id.to_string(), &detail).await?;
    work.audit(Entry::new("organizations.create_department", "organization", id).with(detail));
    work.commit().await?;
    Ok(department_id)
}

/// Renames a department and puts it, with all below it, below another one. Whoever may make one may. Refused
/// where it would come below itself.
pub async fn update_department(
    ctx: &Ctx,
    id: OrganizationId,
    department_id: DepartmentId,
    input: DepartmentForm,
) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    hold_company(&mut work, id).await?;
    let all = tree(departments::of(&mut work, id).await?);
    let before = all.iter().find(|one| one.row.id == department_id).ok_or(Error::NotFound)?;
    let (name, parent_id) = check(&all, Some(before), &input)?;
    let names = (name.as_str(), &*name.key());
    departments::update(&mut work, department_id, parent_id, names).await.map_err(taken_or)?;
    let detail = json!({
        "department": department_id.to_string(),
        "moved": before.row.parent_id() != parent_id,
        "renamed": before.row.name != name.as_str(),
    });
    events::publish(&mut work, id, "department.changed", &department_id.to_string(), &detail).await?;
    work.audit(Entry::new("organizations.update_department", "organization", id).with(detail));
    work.commit().await
}

/// Removes a department that nobody is in and that has none below it. Whoever may make one may.
pub async fn delete_department(ctx: &Ctx, id: OrganizationId, department_id: DepartmentId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    hold_company(&mut work, id).await?;
    let all = tree(departments::of(&mut work, id).await?);
    let found = all.iter().find(|one| one.row.id == department_id).ok_or(Error::NotFound)?;
    let mut blockers: Vec<Blocker> = all
        .iter()
        .filter(|one| one.row.parent_id() == Some(department_id))
        .map(|one| Blocker {
            kind: "department",
            name: one.row.name.clone(),
            path: format!("/organizations/{id}/departments"),
        })
        .collect();
    if memberships::count_in(&mut work, department_id).await? > 0 {
        let path = format!("/organizations/{id}/people?department={department_id}");
        blockers.push(Blocker { kind: "people", name: found.row.name.clone(), path });
    }
    if !blockers.is_empty() {
        return Err(Refusal::InUse { blockers }.into());
    }
    departments::delete(&mut work, department_id).await?;
    let detail = json!({ "department": department_id.to_string() });
    events::publish(&mut work, id, "department.deleted", &department_id.to_string(), &detail).await?;
    work.audit(Entry::new("organizations.delete_department", "organization", id).with(detail));
    work.commit().await
}

fn check(
    all: &[Department],
    moved: Option<&Department>,
    input: &DepartmentForm,
) -> Result<(DepartmentName, Option<DepartmentId>)> {
    let mut fields = Fields::default();
    let name = fields.take("name", DepartmentName::parse(&input.name));
    let parent = match input.parent.trim() {
        "" => None,
        typed => {
            let found = all.iter().find(|one| one.row.id.to_string() == typed);
            fields.take("parent", found.ok_or(Rule::Unknown))
        }
    };
    let under = moved.map(|moved| below(all, moved.row.id)).unwrap_or_default();
    let loops = |parent: &Department| {
        moved.is_some_and(|moved| moved.row.id == parent.row.id) || under.contains(&parent.row.id)
    };
    let levels = moved.map_or(1, |moved| {
        let deepest = all.iter().filter(|one| under.contains(&one.row.id)).map(|one| one.depth).max();
        1 + deepest.map_or(0, |deepest| deepest - moved.depth)
    });
    if parent.is_some_and(loops) {
        fields.broke("parent", Rule::DepartmentLoop);
    } else if parent.map_or(0, |parent| parent.depth + 1) + levels > standings::DEPTH {
        fields.broke("parent", Rule::Range { min: 1, max: 8 });
    }
    fields.finish()?;
    let name = name.ok_or_else(|| Error::internal("a field without a value has an error"))?;
    Ok((name, parent.map(|parent| parent.row.id)))
}

/// Every department below this one.
fn below(all: &[Department], id: DepartmentId) -> Vec<DepartmentId> {
    let mut found = Vec::new();
    // Each stands after the one above it.
    for one in all {
        if one.row.parent_id().is_some_and(|parent| parent == id || found.contains(&parent)) {
            found.push(one.row.id);
        }
    }
    found
}

/// The rows as a tree, each after the one above it, beside each other by name.
fn tree(rows: Vec<DepartmentRow>) -> Vec<Department> {
    fn grow(rows: &[DepartmentRow], above: Option<&Department>, tree: &mut Vec<Department>) {
        let depth = above.map_or(0, |above| above.depth + 1);
        if depth > standings::DEPTH {
            return;
        }
        let wanted = above.map(|above| above.row.id);
        let mut level: Vec<&DepartmentRow> = rows.iter().filter(|row| row.parent_id() == wanted).collect();
        level.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        for row in level {
            let path =
                above.map_or_else(|| row.name.clone(), |above| format!("{} › {}", above.path, row.name));
            let one = Department { row: row.clone(), depth, path };
            tree.push(one.clone());
            grow(rows, Some(&one), tree);
        }
    }
    let mut all = Vec::with_capacity(rows.len());
    grow(&rows, None, &mut all);
    all
}

fn taken_or(error: DbError) -> Error {
    if error.is_unique("departments_organization_id_parent_key_name_key_key") {
        Error::invalid("name", Rule::DepartmentTaken)
    } else {
        error.into()
    }
}
