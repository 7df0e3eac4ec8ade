//! What a cluster is called, offers, and whether it is open.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::clusters::{self, Cluster, UpdateCluster};
use madang_core::{Action, Error};
use madang_model::clusters::ClusterState;
use madang_model::{ClusterId, Rule};
use madang_web::{Fail, Form};

use super::view::state;
use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/clusters/edit.html")]
struct Edit {
    page: Page,
    href: String,
    typed: Typed,
    states: Vec<Choice>,
    trouble: Trouble,
}

/// What was typed.
struct Typed {
    name: String,
    description: String,
    state: String,
    everyone: bool,
    vcpu: String,
    memory_gib: String,
    disk_gib: String,
}

/// `GET /admin/clusters/{id}/edit`
pub(super) async fn ask(frame: Frame, At(id): At<ClusterId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteClusters, None)?;
    let cluster = clusters::get(&frame.ctx, id).await?;
    let typed = Typed::kept(&cluster);
    Ok(draw(&frame, &cluster, typed, Trouble::default()))
}

/// `POST /admin/clusters/{id}/edit`
pub(super) async fn act(frame: Frame, At(id): At<ClusterId>, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteClusters, None)?;
    let typed = Typed::of(&form);
    let done = match typed.input() {
        Ok(input) => clusters::update(&frame.ctx, id, &input).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/admin/clusters/{id}?done=cluster-updated")).into_response()),
        Err(error) => {
            let cluster = clusters::get(&frame.ctx, id).await?;
            Ok(draw(&frame, &cluster, typed, Trouble::of(frame.t(), error)?))
        }
    }
}

impl Typed {
    fn kept(cluster: &Cluster) -> Self {
        let row = &cluster.row;
        Self {
            name: row.name.clone(),
            description: row.description.clone(),
            state: row.state.to_string(),
            everyone: row.everyone == 1,
            vcpu: row.vcpu.to_string(),
            memory_gib: (row.memory_mib / 1024).to_string(),
            disk_gib: row.disk_gib.to_string(),
        }
    }

    fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            name: text("name"),
            description: text("description"),
            state: text("state"),
            everyone: form.ticked("everyone"),
            vcpu: text("vcpu"),
            memory_gib: text("memory_gib"),
            disk_gib: text("disk_gib"),
        }
    }

    /// For the operation. What is no number is one that no rule allows.
    fn input(&self) -> Result<UpdateCluster, Error> {
        let amount = |text: &str| text.replace([',', ' '], "").parse().unwrap_or(-1);
        Ok(UpdateCluster {
            name: self.name.clone(),
            description: self.description.clone(),
            state: self.state.parse().map_err(|_| Error::invalid("state", Rule::Choice))?,
            everyone: self.everyone,
            vcpu: amount(&self.vcpu),
            memory_gib: amount(&self.memory_gib),
            disk_gib: amount(&self.disk_gib),
        })
    }
}

fn draw(frame: &Frame, cluster: &Cluster, typed: Typed, trouble: Trouble) -> Response {
    let t = frame.t();
    let href = format!("/admin/clusters/{}", cluster.row.id);
    let page = Section::Clusters.page_below(frame, t.s("clusters-edit"));
    let view = Edit {
        page: page.under(cluster.row.name.clone(), href.clone()),
        href,
        typed,
        states: ClusterState::ALL.iter().map(|one| Choice::new(one.as_str(), state(t, *one).1)).collect(),
        trouble,
    };
    view.trouble.page(&view)
}
